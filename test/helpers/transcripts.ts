import type { Transcript, TranscriptMessage } from '../../src/views/transcript/transcript.js';

/** Controls: of a terminal, of the direction of text, and what ends a line. */
export const CONTROLS = '\u001B[2J\u009B31m\u0000\u202Eevil\u2028next\u0085last\u2066';

/** A message of a transcript. */
export function written(id: string, fields: Partial<TranscriptMessage> = {}): TranscriptMessage {
  return {
    kind: 'message',
    id,
    sentAt: Date.UTC(2026, 10, 27, 14, 20),
    author: { id: 'grace', name: 'Grace', own: false },
    text: `text of ${id}`,
    plain: fields.text ?? `text of ${id}`,
    removed: false,
    editedAt: undefined,
    replyTo: undefined,
    reactions: [],
    files: [],
    state: undefined,
    ...fields,
  };
}

export function transcriptWith(
  rows: Transcript['rows'],
  fields: Partial<Transcript> = {},
): Transcript {
  return {
    title: 'Chat',
    room: 'support',
    takenAt: Date.UTC(2026, 10, 28, 12, 30),
    language: 'en',
    direction: 'ltr',
    timeZone: 'UTC',
    complete: true,
    count: rows.filter(({ kind }) => kind === 'message').length,
    rows,
    ...fields,
  };
}
