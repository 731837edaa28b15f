import { borrow, type Lent } from '../actions/borrowed.js';
import type { TakenTranscript } from './taken-transcript.js';
import type { Taking, TranscribedHost } from './take-transcript.js';

/*
 * `momento-chat-transcript.js`, transcripts of a conversation: the module of the chat's menu loads it for an entry that needs
 * one, or when a program asks for one. The names that the two use of each other must stay as they are: no minifier may shorten
 * them.
 */

export type { TranscriptFormat } from './taken-transcript.js';
export type { TranscriptStrings } from './words.js';

/**
 * Takes a transcript of the whole conversation: fetches its beginning first, and enters the room where the chat has not
 * done that yet.
 *
 * @throws the signal's reason
 */
export async function takeTranscript(
  lent: Lent,
  host: TranscribedHost,
  taking?: Taking,
): Promise<TakenTranscript> {
  borrow(lent);
  const parts = await import('./take-transcript.js');
  return parts.takeTranscript(host, taking);
}
