import type { Strings } from '../../localization/strings.js';
import { cleanFileName } from '../../protocol/attachments.js';
import { saveBlob } from '../save-blob.js';
import { copyText } from './copy-text.js';
import { printPage } from './print-page.js';
import { writeAs, type Taken, type TranscriptFormat } from './take-transcript.js';
import type { Transcript } from './transcript.js';
import type { MenuStrings } from './words.js';

/** What a deed is done with. */
export interface DeedContext {
  /** Where a text can be selected. */
  readonly area: ParentNode;
  readonly words: MenuStrings & Strings;
  readonly signal: AbortSignal;
}

/**
 * What an entry of the menu does with a transcript, which is being taken. It begins at once, with the visitor's act.
 *
 * @returns what the visitor is told; empty: nothing
 * @throws the signal's reason, and what the browser throws
 */
export type Deed = (taken: Promise<Taken>, context: DeedContext) => Promise<string>;

const FILES = {
  text: { ending: 'txt', type: 'text/plain;charset=utf-8' },
  html: { ending: 'html', type: 'text/html;charset=utf-8' },
  json: { ending: 'json', type: 'application/json' },
} as const;

export const copy: Deed = async (taken, { area, words, signal }) => {
  const text = taken.then((transcript) => writeAs('text', transcript, signal));
  return (await copyText(text, area)) ? words.copied : words.notCopied;
};

export function download(format: TranscriptFormat): Deed {
  return async (taken, { words, signal }) => {
    const { ending, type } = FILES[format];
    const { transcript } = await taken;
    const text = await writeAs(format, await taken, signal);
    saveBlob(new Blob([text], { type }), fileName(transcript, ending));
    return words.downloadStarted;
  };
}

export const print: Deed = async (taken, { signal }) => {
  const { transcript, formats } = await taken;
  await printPage(transcript, formats, signal);
  return '';
};

/** The day in it is that of the visitor. */
function fileName({ room, takenAt }: Transcript, ending: string): string {
  const date = new Date(takenAt);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  // A slash would cut off what is before it.
  return cleanFileName(`chat-${room.slice(0, 200).replace(/[/\\]/g, '-')}-${day}.${ending}`);
}
