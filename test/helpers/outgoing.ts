import { serializeItem, type Outgoing } from '../../src/protocol/item.js';

/** An item for a transport that carries this text. */
export function outgoing(text: string): Outgoing {
  return { event: { type: text } };
}

/** The list element that a transport makes of it. */
export function elementOf(text: string): string {
  return serializeItem(outgoing(text));
}
