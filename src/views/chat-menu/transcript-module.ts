import { loader } from '../../protocol/missing-module.js';
import { lent } from '../actions/borrowed.js';
import type * as Transcripts from '../transcript/index.js';
import type { Taking } from '../transcript/take-transcript.js';
import type { TakenTranscript, TranscriptFormat } from '../transcript/taken-transcript.js';
import type { TranscribedHost } from '../transcribed-host.js';

const load = loader<typeof Transcripts>(
  'make a transcript',
  'transcript',
  () => import('../transcript/index.js'),
);

/**
 * Loads the module of transcripts when one is first wanted, and takes one.
 *
 * @throws the signal's reason; ChatError `configuration-invalid` if the module cannot be loaded
 */
export async function takeTranscript(
  host: TranscribedHost,
  taking?: Taking,
): Promise<TakenTranscript> {
  const { takeTranscript } = await load();
  return takeTranscript(lent, host, taking);
}

/**
 * The whole conversation of a chat, as text.
 *
 * @param format of any other kind than those: plain text
 * @throws ChatError `configuration-invalid` if the module cannot be loaded; the next call tries again
 */
export async function transcriptOf(
  host: TranscribedHost,
  format: TranscriptFormat,
): Promise<string> {
  return (await takeTranscript(host)).writeAs(format);
}
