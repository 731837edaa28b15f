import type { ReactiveElement } from 'lit';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { Session } from '../session/session.js';
import type { NewsStrings } from './words.js';

/** The chat, as far as its news need it: public members only. */
export interface NewsHost extends ReactiveElement {
  readonly room: string;
  readonly variant: string;
  readonly opened: boolean;
  /** Tokens, separated by spaces. Templates may set anything. */
  readonly notify: unknown;
  readonly quiet: boolean;
  readonly status: string;
  readonly session: Session | undefined;
  readonly messages: readonly ChatMessage[];
  readonly unreadCount: number;
  readonly formatting: unknown;
  readonly strings: Partial<NewsStrings> | undefined;
  readonly avatarUrl: ((author: MessageAuthor) => string | undefined) | undefined;
  open(): void;
}

/** Whether the page asks for a way of telling, such as `title`. */
export function asksFor(host: Pick<NewsHost, 'notify'>, way: string): boolean {
  const { notify } = host;
  return typeof notify === 'string' && notify.split(/\s+/).includes(way);
}
