import type { MomentoChatElement } from '../momento-chat-element.js';

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
