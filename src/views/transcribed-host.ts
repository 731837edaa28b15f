import type { ReactiveElement } from 'lit';
import type { MessageList } from './message-list.js';

/** A chat, as far as its menu and its transcripts need it. */
export interface TranscribedHost extends ReactiveElement {
  readonly room: string;
  /** How the chat is connected; `failed` and `disconnected` bring nothing. */
  readonly status: string;
  /** Enters the room. */
  reconnect(): void;
}

/** The list of a chat; null where it shows none, as outside of the page. */
export function listOf(host: TranscribedHost): MessageList | null {
  return host.shadowRoot?.querySelector('momento-chat-message-list') ?? null;
}
