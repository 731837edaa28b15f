import type { MomentoChatElement } from '../element/momento-chat-element.js';

/** The members of `<momento-chat>` that the bridge uses. */
export type BridgedChat = Pick<
  MomentoChatElement,
  | 'room'
  | 'status'
  | 'opened'
  | 'unreadCount'
  | 'mentionCount'
  | 'open'
  | 'close'
  | 'toggle'
  | 'focus'
  | 'send'
  | 'addEventListener'
>;
