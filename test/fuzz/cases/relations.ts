import fc, { type Arbitrary } from 'fast-check';
import { field, mutated, object, text } from '../hostile.js';
import { anyId, json, jsonText, oneOf, whole } from './shared.js';

/** A hostile item about messages, and its way to the element. */
export interface RelationCase {
  /** The room's list of messages, its list of relations, or its topic. */
  readonly place: 'messages' | 'relations' | 'topic';
  readonly text: string;
  /** The id in the publisher's token, of a topic item. */
  readonly tokenId: string;
}

/** Many relations at once. */
export interface FloodCase {
  readonly type: 'reaction' | 'edit' | 'removal';
  readonly place: 'relations' | 'topic';
  readonly count: number;
  readonly emoji: string;
  readonly firstOrder: number;
}

/** Ids of messages by honest users. Some of the hostile items are about them. */
export const HONEST_IDS = ['h1', 'h2', 'h3', 'h4', 'h5'];
/** Authors of honest messages and relations. */
export const HONEST_USERS = ['grace', 'linus', 'ada'];
/** The users who publish hostile items. */
const FOES = ['mallory', 'constructor', 'guest-01J00000000000000000000000'];

/** Fewer than a message shows: an honest one beside them is shown, too. */
const EMOJI = ['👍', '❤️', '❤', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣'];
const NO_EMOJI = [
  ...['', ' ', '👍👍', '👍\u200d', '\ufe0f', '\u200d', '🇩', '__proto__', 'constructor', '/', 'on'],
  ...['👍'.repeat(5000), `👩${'\u200d👩'.repeat(40)}`, `🏴${'\u{e0067}'.repeat(2000)}`],
];
const ORDERS = [
  ...['0', '-0', '-1', '1', '0.5', '9007199254740991', '9007199254740992', '-9007199254740991'],
  ...['1e309', '-1e309', '1e21', '1e-400', '"1"', '[1]', 'null'],
];

const order = field(fc.oneof(fc.constantFrom(...ORDERS), whole));
const target = field(
  fc.oneof(
    { weight: 3, arbitrary: oneOf(HONEST_IDS) },
    { weight: 3, arbitrary: anyId },
    { weight: 1, arbitrary: oneOf(['nobody', 'toString', '__defineGetter__', 'x'.repeat(128)]) },
    { weight: 1, arbitrary: fc.integer({ min: 129, max: 9000 }).map((n) => json('x'.repeat(n))) },
  ),
);

/** The items of a user who claims to be one of these. */
function itemOf(users: readonly string[]): Arbitrary<string> {
  const by = {
    userId: field(oneOf(users)),
    username: field(jsonText),
    timestamp: field(whole),
    order,
  };
  const stamp = { id: field(anyId), ...by };
  const relation = fc.oneof(
    object({
      type: oneOf(['reaction']),
      target,
      emoji: field(fc.oneof(oneOf(EMOJI), oneOf(EMOJI), oneOf(NO_EMOJI))),
      on: field(oneOf([true, true, false])),
      ...stamp,
    }),
    object({ type: oneOf(['edit']), target, text: field(jsonText), ...stamp }),
    object({ type: oneOf(['removal']), id: target, place: order, ...by }),
  );
  const batch = object({
    type: oneOf(['batch']),
    events: field(fc.array(relation, { maxLength: 5 }).map((events) => `[${events.join()}]`)),
  });
  // Few ids, so that answers go round in circles, and to themselves.
  const reply = object({
    ...stamp,
    id: field(fc.oneof({ weight: 5, arbitrary: anyId }, { weight: 1, arbitrary: target })),
    message: field(fc.oneof(jsonText, oneOf(['The first', 'The third']))),
    replyTo: field(object({ id: target, order })),
  });
  return fc.oneof(
    { weight: 6, arbitrary: relation },
    { weight: 3, arbitrary: reply },
    { weight: 2, arbitrary: mutated(fc.oneof(relation, reply)) },
    { weight: 1, arbitrary: fc.oneof(batch, mutated(batch), text) },
  );
}

export const relationCase: Arbitrary<RelationCase> = fc.oneof(
  // A list proves nothing: who claims to be another user there may do what that user may.
  fc.record({
    place: fc.constantFrom('messages' as const, 'relations' as const, 'relations' as const),
    text: itemOf([...FOES, '__proto__']),
    tokenId: fc.constant(''),
  }),
  fc.record({
    place: fc.constant('topic' as const),
    text: itemOf([...FOES, ...HONEST_USERS]),
    tokenId: fc.constantFrom(...FOES),
  }),
);

export const floodCase: Arbitrary<FloodCase> = fc.record({
  type: fc.constantFrom(
    'reaction' as const,
    'reaction' as const,
    'edit' as const,
    'removal' as const,
  ),
  place: fc.constantFrom('relations' as const, 'topic' as const),
  // The time for reactions to one message grows with the square of their number: 1,000 take a second.
  count: fc.constantFrom(1, 100, 300),
  emoji: fc.constantFrom(...EMOJI),
  firstOrder: fc.constantFrom(1, 1000, 1_700_000_000_000, Number.MAX_SAFE_INTEGER - 20_000),
});
