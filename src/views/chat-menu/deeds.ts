import type { Strings } from '../../localization/strings.js';
import type { TakenTranscript, TranscriptFormat } from '../transcript/taken-transcript.js';
import { copyText } from './copy-text.js';
import type { MenuStrings } from './words.js';

/** What a deed is done with. */
export interface DeedContext {
  /** Where a text can be selected. */
  readonly area: ParentNode;
  readonly words: MenuStrings & Strings;
}

/**
 * What an entry of the menu does with a transcript, whose module is being loaded, and which is being taken. It begins at once,
 * with the visitor's act.
 *
 * @returns what the visitor is told; empty: nothing
 * @throws what the transcript rejects with, and what the browser throws
 */
export type Deed = (taken: Promise<TakenTranscript>, context: DeedContext) => Promise<string>;

export const copy: Deed = async (taken, { area, words }) => {
  const text = taken.then((transcript) => transcript.writeAs('text'));
  return (await copyText(text, area)) ? words.copied : words.notCopied;
};

export function download(format: TranscriptFormat): Deed {
  return async (taken, { words }) => {
    await (await taken).saveAs(format);
    return words.downloadStarted;
  };
}

export const print: Deed = async (taken) => {
  await (await taken).print();
  return '';
};
