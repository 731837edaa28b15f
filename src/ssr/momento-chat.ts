import { inBrowsersOnly } from './in-browsers-only.js';

/*
 * The module that servers get for `import 'momento-chat'`. It defines no element: the server writes the tag as it is, and
 * the browser turns it into a chat. The server renders no content for it, because the messages depend on the visitor.
 */

export { ChatError } from '../protocol/errors.js';
export {
  MomentoChatActivityChangeEvent,
  MomentoChatBeforeEditEvent,
  MomentoChatBeforeReactEvent,
  MomentoChatBeforeRemoveEvent,
  MomentoChatBeforeSendEvent,
  MomentoChatCloseEvent,
  MomentoChatErrorEvent,
  MomentoChatMentionEvent,
  MomentoChatMessageEvent,
  MomentoChatOpenEvent,
  MomentoChatReportEvent,
  MomentoChatSendEvent,
  MomentoChatStatusChangeEvent,
  MomentoChatUnreadChangeEvent,
} from '../element/events.js';

/** A placeholder for the element's class: code can use it in `instanceof` and extend it, but not construct it. */
export class ChatElement {
  constructor() {
    throw inBrowsersOnly('create <momento-chat>');
  }
}

/** A placeholder, as `ChatElement` is. */
export class MomentoChatElement extends ChatElement {}
