import { inBrowsersOnly } from './in-browsers-only.js';

/*
 * What `import 'momento-chat'` brings where pages are rendered, and not shown. There is no registry of elements: the
 * tag stays as it is written, and becomes a chat in the browser. Rendered there or not, it has no content: its
 * messages are a visitor's own.
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
