import { cleanText, type Formats } from './formats.js';
import { Slices } from './slices.js';
import type { Transcript, TranscriptMessage } from './transcript.js';

/** What belongs to a message stands here, and each line of its text deeper: no text can look like another message. */
const INDENT = '  ';

/**
 * A transcript as plain text, for people.
 *
 * @throws the signal's reason
 */
export async function asText(
  transcript: Transcript,
  formats: Formats,
  signal?: AbortSignal,
): Promise<string> {
  const { words } = formats;
  const lines = [oneLine(transcript.title)];
  for (const [label, text] of formats.facts(transcript)) lines.push(`${label}: ${oneLine(text)}`);
  if (!transcript.complete) lines.push('', words.transcriptIncomplete);
  const slices = new Slices();
  for (const row of transcript.rows) {
    const pause = slices.next(signal);
    if (pause) await pause;
    if (row.kind === 'gap') lines.push('', `--- ${words.gap} ---`);
    else if (row.kind === 'day') lines.push('', `=== ${formats.day(row.day)} ===`);
    else lines.push('', ...messageLines(row, formats));
  }
  return `${lines.join('\n')}\n`;
}

function messageLines(message: TranscriptMessage, formats: Formats): string[] {
  const { words, size } = formats;
  const { sentAt, replyTo, files, reactions } = message;
  const time = sentAt === undefined ? '' : `[${formats.time(sentAt)}] `;
  const marks = formats.marksOf(message).map((mark) => ` · ${mark}`);
  const lines = [`${time}${formats.authorOf(message)}${marks.join('')}`];
  const add = (text: string): void => void lines.push(`${INDENT}${oneLine(text)}`);
  if (message.removed) add(words.removed);
  if (replyTo) {
    const { author, excerpt = '' } = replyTo;
    add(author === undefined ? words.transcriptReplyGone : words.transcriptReply(author, excerpt));
  }
  if (message.plain) {
    for (const line of cleanText(message.plain).split('\n')) {
      lines.push(`${INDENT}${INDENT}${line}`.trimEnd());
    }
  }
  for (const { name, type, size: bytes } of files) {
    add(words.transcriptFile(name, type, size(bytes)));
  }
  if (reactions.length > 0) {
    add(reactions.map(({ emoji, count }) => `${emoji} ${String(count)}`).join('  '));
  }
  return lines;
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\n/g, ' ');
}
