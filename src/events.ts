import type { ChatError } from './errors.js';
import type { ChatMessage } from './message.js';
import type { ConnectionStatus } from './transport/transport.js';

/** Public events bubble and cross shadow boundaries, so that a page can listen anywhere above the element. */
const PUBLIC: EventInit = { bubbles: true, composed: true };

/** A new live message of somebody else's. History and own messages raise none. */
export class MomentoChatMessageEvent extends Event {
  constructor(readonly message: ChatMessage) {
    super('momento-chat-message', PUBLIC);
  }
}

/** The visitor has sent a message; it is shown, and on its way. */
export class MomentoChatSendEvent extends Event {
  constructor(readonly message: ChatMessage) {
    super('momento-chat-send', PUBLIC);
  }
}

/** The connection's status has changed. */
export class MomentoChatStatusChangeEvent extends Event {
  constructor(readonly status: ConnectionStatus) {
    super('momento-chat-status-change', PUBLIC);
  }
}

/** Something failed: `error.code` says what, `error.message` why and what to do. */
export class MomentoChatErrorEvent extends Event {
  constructor(readonly error: ChatError) {
    super('momento-chat-error', PUBLIC);
  }
}

declare global {
  interface HTMLElementEventMap {
    'momento-chat-message': MomentoChatMessageEvent;
    'momento-chat-send': MomentoChatSendEvent;
    'momento-chat-status-change': MomentoChatStatusChangeEvent;
    'momento-chat-error': MomentoChatErrorEvent;
  }
}
