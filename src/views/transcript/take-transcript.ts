import { NativeEvent } from '../../dom/natives.js';
import type { Strings } from '../../localization/strings.js';
import { systemClock } from '../../platform/clock.js';
import type { MessageList } from '../message-list.js';
import { listOf, type TranscribedHost } from '../transcribed-host.js';
import { formatsFor } from './formats.js';
import { gather } from './gather.js';
import { TakenTranscript } from './taken-transcript.js';
import { writeDown, type Transcript } from './transcript.js';
import { transcriptStrings } from './words.js';

export type { TranscribedHost } from '../transcribed-host.js';

export interface Taking {
  /** Called for each page of earlier messages that has come: so many messages are here now. */
  readonly onProgress?: (count: number) => void;
  readonly signal?: AbortSignal;
}

/** `index.ts` says what it does. */
export async function takeTranscript(
  host: TranscribedHost,
  taking: Taking = {},
): Promise<TakenTranscript> {
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
  const formats = formatsFor(transcriptStrings(seen.strings), language);
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
  return new TakenTranscript(transcript, formats, taking.signal);
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
