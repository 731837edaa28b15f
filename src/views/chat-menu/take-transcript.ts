import { NativeEvent } from '../../dom/natives.js';
import type { Strings } from '../../localization/strings.js';
import { systemClock } from '../../platform/clock.js';
import type { MessageList } from '../message-list.js';
import { asHtml } from './as-html.js';
import { asJson } from './as-json.js';
import { asText } from './as-text.js';
import { formatsFor, type Formats } from './formats.js';
import { gather } from './gather.js';
import type { MenuHost } from './menu-host.js';
import { writeDown, type Transcript } from './transcript.js';
import { menuStrings } from './words.js';

export type TranscriptFormat = 'text' | 'html' | 'json';

export interface Taken {
  readonly transcript: Transcript;
  readonly formats: Formats;
}

export interface Taking {
  /** Called for each page of earlier messages that has come: so many messages are here now. */
  readonly onProgress?: (count: number) => void;
  readonly signal?: AbortSignal;
}

/** The list of a chat; null where it shows none, as outside of the page. */
export function listOf(host: MenuHost): MessageList | null {
  return host.shadowRoot?.querySelector('momento-chat-message-list') ?? null;
}

/**
 * Takes a transcript of the whole conversation: fetches its beginning first, and enters the room where the chat has not
 * done that yet.
 *
 * @throws the signal's reason
 */
export async function takeTranscript(host: MenuHost, taking: Taking = {}): Promise<Taken> {
  const { room } = host;
  // Outside of the page no update ever comes.
  if (host.isConnected) await host.updateComplete;
  // A launcher that was never opened.
  if (host.isConnected && host.status === 'disconnected') host.reconnect();
  /** As it was last in this room: the chat may enter another one, or leave the page, meanwhile. */
  let seen: Pick<MessageList, keyof typeof NOTHING> = NOTHING;
  const current = (): MessageList | undefined => {
    const list = host.isConnected && host.room === room ? listOf(host) : undefined;
    if (!list) return undefined;
    seen = copyOf(list);
    return host.status === 'failed' ? undefined : list;
  };
  const complete = await gather({
    clock: systemClock,
    list: current,
    more: () => listOf(host)?.dispatchEvent(new NativeEvent('earlier')),
    ...taking,
  });
  const language = seen.language ?? '';
  const formats = formatsFor({ ...menuStrings(language), ...seen.strings }, language);
  const { rows, count } = await writeDown(seen, taking.signal);
  const transcript: Transcript = {
    title: formats.words.title,
    room,
    takenAt: Date.now(),
    language,
    direction: getComputedStyle(host).direction === 'rtl' ? 'rtl' : 'ltr',
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    complete,
    count,
    rows,
  };
  return { transcript, formats };
}

/** @throws the signal's reason */
export function writeAs(
  format: TranscriptFormat,
  { transcript, formats }: Taken,
  signal?: AbortSignal,
): Promise<string> {
  if (format === 'json') return asJson(transcript, signal);
  return (format === 'html' ? asHtml : asText)(transcript, formats, signal);
}

/** The whole conversation of a chat, as text. @param format of any other kind than those: plain text */
export async function transcriptOf(host: MenuHost, format: TranscriptFormat): Promise<string> {
  return writeAs(format, await takeTranscript(host));
}

/** Where there is no list: then there are no messages, which would need further words. */
const NOTHING = {
  messages: [],
  pending: [],
  gaps: new Set<string>(),
  userId: undefined,
  formatted: true,
  nameOf: () => undefined,
  strings: {} as Strings,
  language: '',
} satisfies Partial<MessageList>;

function copyOf(list: MessageList): Pick<MessageList, keyof typeof NOTHING> {
  const { messages, pending, gaps, userId, formatted, nameOf, strings, language } = list;
  return { messages, pending, gaps, userId, formatted, nameOf, strings, language };
}
