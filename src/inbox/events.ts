import type { Agent, Conversation, InboxPage } from '../protocol/inbox.js';
import { NativeEvent } from '../dom/natives.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';

/** They bubble and cross shadow boundaries, as the chat's do. */
const PUBLIC: EventInit = { bubbles: true, composed: true };

/** The agent has opened a conversation, or closed it: then `room` is empty. */
export class MomentoChatInboxOpenEvent extends NativeEvent {
  constructor(readonly room: string) {
    super('momento-chat-inbox-open', PUBLIC);
  }
}

/** The numbers of conversations by filter have changed, or the agents that are here. */
export class MomentoChatInboxChangeEvent extends NativeEvent {
  constructor(
    readonly counts: InboxPage['counts'],
    readonly agents: readonly Agent[],
  ) {
    super('momento-chat-inbox-change', PUBLIC);
  }
}

/** A visitor has written, or a conversation was changed in another way. History does not fire it. */
export class MomentoChatInboxConversationEvent extends NativeEvent {
  constructor(
    readonly conversation: Conversation,
    /** As it was known; undefined where it was not. */
    readonly before: Conversation | undefined,
  ) {
    super('momento-chat-inbox-conversation', PUBLIC);
  }
}

/** The connection's status has changed. Unless it is `connected`, the list may be out of date. */
export class MomentoChatInboxStatusChangeEvent extends NativeEvent {
  constructor(readonly status: ConnectionStatus) {
    super('momento-chat-inbox-status-change', PUBLIC);
  }
}

declare global {
  interface HTMLElementEventMap {
    'momento-chat-inbox-open': MomentoChatInboxOpenEvent;
    'momento-chat-inbox-change': MomentoChatInboxChangeEvent;
    'momento-chat-inbox-conversation': MomentoChatInboxConversationEvent;
    'momento-chat-inbox-status-change': MomentoChatInboxStatusChangeEvent;
  }
}
