import { inBrowsersOnly } from './in-browsers-only.js';

/*
 * The module that servers get for `import 'momento-chat'`. It defines no element: the server writes the tag as it is, and
 * the browser turns it into a chat. The server renders no content for it: the messages depend on the visitor.
 */

export { ChatError } from '../protocol/errors.js';
export {
  MomentoChatBeforeSendEvent,
  MomentoChatCloseEvent,
  MomentoChatErrorEvent,
  MomentoChatMessageEvent,
  MomentoChatOpenEvent,
  MomentoChatSendEvent,
  MomentoChatStatusChangeEvent,
  MomentoChatUnreadChangeEvent,
} from '../element/events.js';

/** Stands in for the element: code may name and extend it, as in `instanceof`, but not construct it. */
export class ChatElement {
  constructor() {
    throw inBrowsersOnly('create <momento-chat>');
  }
}

/** As `ChatElement`. */
export class MomentoChatElement extends ChatElement {}
