import { findLinks } from '../links.js';
import { cleanText, type Formats } from './formats.js';
import type { Transcript, TranscriptMessage, TranscriptRow } from './transcript.js';

type Attributes = Readonly<Record<string, string>>;

/**
 * The elements of a transcript's page. Each text becomes a text node: whatever a message says, it cannot be anything else.
 */
export class TranscriptPage {
  readonly #document: Document;
  readonly #transcript: Transcript;
  readonly #formats: Formats;

  /** @param document that the elements are for, where nothing that they name is loaded */
  constructor(document: Document, transcript: Transcript, formats: Formats) {
    this.#document = document;
    this.#transcript = transcript;
    this.#formats = formats;
  }

  /** What the page has above the first message, in the element that takes the rows. */
  main(): HTMLElement {
    const { title, complete } = this.#transcript;
    const facts = this.#formats
      .facts(this.#transcript)
      .flatMap(([label, text]) => [
        this.make('dt', {}, label),
        this.make('dd', { dir: 'auto' }, text),
      ]);
    const header = this.make(
      'header',
      {},
      this.make('h1', { dir: 'auto' }, title),
      this.make('dl', {}, ...facts),
    );
    const note = this.make('p', { class: 'note' }, this.#formats.words.transcriptIncomplete);
    return this.make('main', {}, header, ...(complete ? [] : [note]));
  }

  row(row: TranscriptRow): HTMLElement {
    if (row.kind === 'gap') return this.make('p', { class: 'note' }, this.#formats.words.gap);
    if (row.kind === 'day') return this.make('h2', {}, this.#formats.day(row.day));
    return this.#message(row);
  }

  make(name: string, attributes: Attributes, ...content: readonly (Node | string)[]): HTMLElement {
    const element = this.#document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  #message(message: TranscriptMessage): HTMLElement {
    const { author, reactions } = message;
    const chips = reactions.map(({ emoji, count }) =>
      this.make('span', {}, `${emoji} ${String(count)}`),
    );
    return this.make(
      'article',
      author.own ? { class: 'own' } : {},
      this.#byline(message),
      this.make('div', { class: 'bubble' }, ...this.#content(message)),
      ...(chips.length > 0 ? [this.make('p', { class: 'reactions' }, ...chips)] : []),
    );
  }

  #byline(message: TranscriptMessage): HTMLElement {
    const { sentAt } = message;
    const parts = [this.make('b', { dir: 'auto' }, this.#formats.authorOf(message))];
    if (sentAt !== undefined) {
      const datetime = new Date(sentAt).toISOString();
      parts.push(this.make('time', { datetime }, this.#formats.time(sentAt)));
    }
    const marks = this.#formats.marksOf(message).map((mark) => this.make('span', {}, mark));
    return this.make('p', { class: 'by' }, ...parts, ...marks);
  }

  #content({ removed, replyTo, plain, files }: TranscriptMessage): HTMLElement[] {
    const { words, size } = this.#formats;
    if (removed) return [this.make('p', { class: 'removed', dir: 'auto' }, words.removed)];
    const content: HTMLElement[] = [];
    if (replyTo) {
      const { author, excerpt = '' } = replyTo;
      const text =
        author === undefined ? words.transcriptReplyGone : words.transcriptReply(author, excerpt);
      content.push(this.make('blockquote', { dir: 'auto' }, cleanText(text)));
    }
    if (plain) content.push(this.make('div', { class: 'text' }, ...this.#linked(cleanText(plain))));
    if (files.length > 0) {
      const items = files.map((file) =>
        this.make(
          'li',
          { dir: 'auto' },
          words.transcriptFile(file.name, file.type, size(file.size)),
        ),
      );
      content.push(this.make('ul', {}, ...items));
    }
    return content;
  }

  /** The text with its web addresses as links. */
  #linked(text: string): (Node | string)[] {
    const parts: (Node | string)[] = [];
    let end = 0;
    for (const link of findLinks(text)) {
      if (!/^https?:/.test(link.href)) continue;
      const rel = 'noopener noreferrer nofollow ugc';
      const shown = text.slice(link.start, link.end);
      parts.push(text.slice(end, link.start), this.make('a', { href: link.href, rel }, shown));
      end = link.end;
    }
    return [...parts, text.slice(end)];
  }
}
