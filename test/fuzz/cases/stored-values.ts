import fc, { type Arbitrary } from 'fast-check';
import { enormous, field, mutated, object, text, wrongJson } from '../hostile.js';
import { json, jsonText, oneOf, whole } from './shared.js';

/** A value in the tab's storage before a chat is added. */
export interface StoredCase {
  readonly slot: 'draft' | 'details' | 'outbox' | 'read' | 'open' | 'guest';
  readonly value: string;
}

const messageId = fc.stringMatching(/^01[0-9A-HJKMNP-TV-Z]{24}$/).map(json);
const stored = object({
  id: field(messageId),
  text: field(jsonText),
  sentAt: field(whole),
  order: field(whole),
  stored: field(oneOf([true, false])),
  failure: field(
    oneOf(['not-permitted', 'message-too-long', '__proto__', 'constructor', 'nonsense']),
  ),
  reason: field(jsonText),
});
const mention = object({ id: field(jsonText), start: field(whole), length: field(whole) });
const details = object({
  replyTo: field(messageId),
  mentions: field(mention.map((it) => `[${it}]`)),
});
const inSlot = (slot: StoredCase['slot'], value: Arbitrary<string>): Arbitrary<StoredCase> =>
  fc.record({ slot: fc.constant(slot), value });

export const storedValue: Arbitrary<StoredCase> = fc.oneof(
  { weight: 50, arbitrary: inSlot('outbox', fc.oneof(stored, stored, mutated(stored), wrongJson)) },
  { weight: 30, arbitrary: inSlot('draft', text) },
  { weight: 10, arbitrary: inSlot('details', fc.oneof(details, mutated(details), wrongJson)) },
  { weight: 1, arbitrary: inSlot('draft', enormous(100_000)) },
  { weight: 10, arbitrary: inSlot('read', fc.oneof(wrongJson, fc.json(), text)) },
  { weight: 10, arbitrary: inSlot('open', text) },
  {
    weight: 1,
    arbitrary: inSlot(
      'guest',
      fc.oneof(
        text,
        text.map((it) => `guest-${it}`),
      ),
    ),
  },
);
