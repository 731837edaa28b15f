import { html, nothing } from 'lit';
import type { MessagePart } from '../../src/views/parts/message-part.js';
import type { StarredMessage } from './star.js';

const WORDS: Readonly<Record<string, (count: number) => string>> = {
  en: (count) => (count === 1 ? '1 star' : `${count} stars`),
};

/** The stars of a message, below its text. */
export const starPart: MessagePart = ({ message }) => {
  const { stars = 0 }: StarredMessage = message;
  return stars > 0 ? html`<span class="stars">${WORDS.en?.(stars)}</span>` : nothing;
};
