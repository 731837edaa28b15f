import type { TemplateResult } from 'lit';
import type { Query } from './query.js';

/** What is offered for a query, and what becomes of the one that is chosen. */
export interface CompletionSource<Item = unknown> {
  /** The part and class of the list and of its entries. */
  readonly parts: readonly [list: string, entry: string];
  /** Whether it is asked while an input method composes a word. */
  readonly duringComposition: boolean;
  /** The name of the list. */
  readonly label: string;
  /** What the visitor is looking for who writes at a place in a text; undefined where that is nothing of this source. */
  queryAt(text: string, caret: number): Query | undefined;
  /** Calls back with all items so far, at once or later, until it is aborted. */
  find(text: string, show: (items: readonly Item[]) => void, signal: AbortSignal): void;
  /** The content of an entry. */
  entry(item: Item): TemplateResult;
  /** Sets what a template cannot: a strict content security policy forbids style attributes. */
  decorate?(entry: HTMLElement, item: Item): void;
  /** Writes an item in place of the text from `start` to the caret. */
  choose(item: Item, start: number): void;
}
