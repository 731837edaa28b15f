import { inBrowsersOnly } from './in-browsers-only.js';

export {
  MomentoChatInboxChangeEvent,
  MomentoChatInboxConversationEvent,
  MomentoChatInboxOpenEvent,
  MomentoChatInboxStatusChangeEvent,
} from '../inbox/events.js';

/** A placeholder for the element's class: it can be named and extended, but not constructed. */
export class MomentoChatInboxElement {
  constructor() {
    throw inBrowsersOnly('create <momento-chat-inbox>');
  }
}
