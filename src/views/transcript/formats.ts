import { localeOf } from '../../localization/locale.js';
import { numberFormatter } from '../../localization/number-formatter.js';
import type { Strings } from '../../localization/strings.js';
import { sizeFormatter } from '../attachments/words.js';
import type { Transcript, TranscriptMessage } from './transcript.js';
import type { TranscriptStrings } from './words.js';

/** What a transcript is written with: the chat's words, and times and numbers as its language writes them. */
export interface Formats {
  readonly words: TranscriptStrings & Strings;
  readonly time: (epochMs: number) => string;
  readonly day: (epochMs: number) => string;
  readonly size: (bytes: number) => string;
  /** The labels and texts of what is known about a transcript. */
  facts(transcript: Transcript): readonly (readonly [label: string, text: string])[];
  authorOf(message: TranscriptMessage): string;
  /** What a message has beside its time: it was edited, or is not there yet. */
  marksOf(message: TranscriptMessage): readonly string[];
}

/** Days are named by their date: a transcript is read on others. */
export function formatsFor(words: TranscriptStrings & Strings, language: string): Formats {
  const locale = localeOf(language);
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const count = numberFormatter(locale ?? 'en');
  return {
    words,
    time: (epochMs) => time.format(epochMs),
    day: (epochMs) => day.format(epochMs),
    size: sizeFormatter(language),
    facts: ({ room, takenAt, timeZone, language: tag, count: messages }) => [
      [words.transcriptRoom, room],
      [words.transcriptTaken, `${moment.format(takenAt)} (${timeZone})`],
      ...(tag ? [[words.transcriptLanguage, tag] as const] : []),
      [words.transcriptMessages, count(messages)],
    ],
    authorOf({ author: { name, own } }) {
      const shown = name || words.unknownAuthor;
      if (!own) return shown;
      return name ? words.transcriptOwn(name) : words.you;
    },
    marksOf({ editedAt, state }) {
      const marks: string[] = [];
      if (editedAt !== undefined) marks.push(words.edited);
      if (state === 'sending') marks.push(words.sending);
      if (state === 'failed') marks.push(words.failed);
      return marks;
    },
  };
}

/** What begins a line besides a line feed, to one program or another. */
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * A text without what controls terminals and editors, and with one kind of line break. The writer chose it. Marks that reorder
 * it stay: they end with their line.
 */
export function cleanText(text: string): string {
  return text.replace(BREAKS, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
