import { cleanFileName } from '../../protocol/attachments.js';
import { saveBlob } from '../save-blob.js';
import { asHtml } from './as-html.js';
import { asJson } from './as-json.js';
import { asText } from './as-text.js';
import type { Formats } from './formats.js';
import { printPage } from './print-page.js';
import type { Transcript } from './transcript.js';

export type TranscriptFormat = 'text' | 'html' | 'json';

const FILES = {
  text: { ending: 'txt', type: 'text/plain;charset=utf-8' },
  html: { ending: 'html', type: 'text/html;charset=utf-8' },
  json: { ending: 'json', type: 'application/json' },
} as const;

/** A transcript, and what can be done with it. */
export class TakenTranscript {
  readonly #transcript: Transcript;
  readonly #formats: Formats;
  readonly #signal: AbortSignal | undefined;

  /** @param signal ends all that is done with it */
  constructor(transcript: Transcript, formats: Formats, signal?: AbortSignal) {
    this.#transcript = transcript;
    this.#formats = formats;
    this.#signal = signal;
  }

  /** @param format of any other kind than those: plain text @throws the signal's reason */
  writeAs(format: TranscriptFormat): Promise<string> {
    if (format === 'json') return asJson(this.#transcript, this.#signal);
    return (format === 'html' ? asHtml : asText)(this.#transcript, this.#formats, this.#signal);
  }

  /** Saves it in a file. @throws the signal's reason, and what the browser throws */
  async saveAs(format: TranscriptFormat): Promise<void> {
    const { ending, type } = FILES[format];
    const text = await this.writeAs(format);
    saveBlob(new Blob([text], { type }), fileName(this.#transcript, ending));
  }

  /** @throws the signal's reason; TypeError where the page lets no frame be */
  print(): Promise<void> {
    return printPage(this.#transcript, this.#formats, this.#signal);
  }
}

/** The day in it is that of the visitor. */
function fileName({ room, takenAt }: Transcript, ending: string): string {
  const date = new Date(takenAt);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  // A slash would cut off what is before it.
  return cleanFileName(`chat-${room.slice(0, 200).replace(/[/\\]/g, '-')}-${day}.${ending}`);
}
