import { createMessageId } from '../../src/protocol/ids.js';

/** A reaction as a client sends it to a relay. @param more further fields, which win */
export function reactionTo(
  target: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const id = createMessageId(Date.now());
  return { type: 'reaction', id, target, emoji: '👍', on: true, order: Date.now(), ...more };
}

/** An edit as a client sends it to a relay. @param more further fields, which win */
export function editOf(
  target: string,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const id = createMessageId(Date.now());
  return { type: 'edit', id, target, text, order: Date.now(), ...more };
}
