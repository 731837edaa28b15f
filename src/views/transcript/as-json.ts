import { toJson } from '../../protocol/json.js';
import { Slices } from './slices.js';
import type { Transcript, TranscriptMessage } from './transcript.js';

/**
 * A transcript as JSON, for programs; `docs/transcript.md` has its shape. Each message is a line.
 *
 * @throws the signal's reason
 */
export async function asJson(
  { rows, takenAt, ...transcript }: Transcript,
  signal?: AbortSignal,
): Promise<string> {
  const { title, room, language, timeZone, complete } = transcript;
  const about = { version: 1, title, room, takenAt: iso(takenAt), language, timeZone, complete };
  const facts = Object.entries(about).map(([key, value]) => `  "${key}": ${toJson(value)},\n`);
  const slices = new Slices();
  const messages: string[] = [];
  let isAfterGap = false;
  for (const row of rows) {
    const pause = slices.next(signal);
    if (pause) await pause;
    if (row.kind === 'message') messages.push(`    ${toJson(shapeOf(row, isAfterGap))}`);
    if (row.kind !== 'day') isAfterGap = row.kind === 'gap';
  }
  const list = messages.length > 0 ? `[\n${messages.join(',\n')}\n  ]` : '[]';
  return `{\n${facts.join('')}  "messages": ${list}\n}\n`;
}

/** Properties that say nothing are left out. */
function shapeOf(message: TranscriptMessage, gapBefore: boolean): object {
  const { id, sentAt, author, text, removed, editedAt, replyTo, reactions, files } = message;
  return {
    id,
    ...(sentAt !== undefined && { sentAt: iso(sentAt) }),
    author,
    text,
    ...(removed && { removed }),
    ...(editedAt !== undefined && { edited: true }),
    ...(editedAt && { editedAt: iso(editedAt) }),
    ...(replyTo && { replyTo }),
    ...(reactions.length > 0 && { reactions }),
    ...(files.length > 0 && { files }),
    ...(gapBefore && { gapBefore }),
    ...(message.state && { state: message.state }),
  };
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
