import type { ReactiveElement } from 'lit';

/** The chat, as far as the search needs it. */
export interface SearchHost extends ReactiveElement {
  readonly opened: boolean;
  readonly room: string;
}
