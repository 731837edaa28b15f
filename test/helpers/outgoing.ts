import { serializeItem, type Outgoing } from '../../src/protocol/item.js';

/** A message for a transport that carries this text. */
export function outgoing(text: string): Outgoing {
  const author = { id: 'ada', name: 'Ada', verified: true };
  return { message: { id: 'm', text, author, sentAt: 0 }, order: 1 };
}

/** The list element that a transport makes of it. */
export function elementOf(text: string): string {
  return serializeItem(outgoing(text));
}
