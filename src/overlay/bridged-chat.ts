import type { MomentoChatElement } from '../element/momento-chat-element.js';

/** What the bridge needs of `<momento-chat>`. */
export type BridgedChat = Pick<
  MomentoChatElement,
  | 'room'
  | 'status'
  | 'opened'
  | 'unreadCount'
  | 'open'
  | 'close'
  | 'toggle'
  | 'focus'
  | 'send'
  | 'addEventListener'
>;
