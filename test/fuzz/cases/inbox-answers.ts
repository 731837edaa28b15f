import fc, { type Arbitrary } from 'fast-check';
import { field, mutated, object, text, wrongJson } from '../hostile.js';
import { anyId, jsonText, oneOf, USERS, whole } from './shared.js';

/** Something that an inbox's server or its topic brings. Whole answers may be no JSON. */
export interface InboxCase {
  readonly part: 'line' | 'note' | 'report' | 'agent' | 'item' | 'access' | 'page';
  readonly text: string;
  /** Who publishes an item: only servers do, which have no id. */
  readonly tokenId: string;
}

const agent = object({ id: field(oneOf(USERS)), name: field(jsonText) });
const number = fc.oneof(whole, oneOf([0, -1, 1.5, 2 ** 53]));
const fields = object({ Page: field(jsonText), Plan: field(jsonText) });
const list = (item: Arbitrary<string>): Arbitrary<string> =>
  fc.array(item, { maxLength: 8 }).map((items) => `[${items.join(',')}]`);

const line = object({
  room: field(fc.oneof(oneOf(['r1', 'r2', 'r3', '__proto__', 'a/b', '']), jsonText)),
  status: field(oneOf(['open', 'snoozed', 'closed', 'constructor'])),
  visitor: field(object({ id: field(oneOf(USERS)), name: field(jsonText) })),
  excerpt: field(jsonText),
  lastBy: field(oneOf(['visitor', 'agent', 'bot', 'toString'])),
  lastAt: field(number),
  waitingSince: field(number),
  assignee: field(agent),
  bot: field(oneOf([true, false])),
  snoozedUntil: field(number),
  messages: field(number),
  seen: field(object({ sam: field(number), ada: field(number) })),
  notes: field(number),
  context: field(fields),
  version: field(number),
});
const note = object({
  id: field(anyId),
  by: field(agent),
  text: field(jsonText),
  at: field(number),
});
const report = object({
  room: field(oneOf(['r1', 'r2', '__proto__', 'a/b'])),
  id: field(anyId),
  text: field(jsonText),
  author: field(object({ id: field(oneOf(USERS)), name: field(jsonText) })),
  sentAt: field(number),
  count: field(number),
  reasons: field(list(field(jsonText))),
  at: field(number),
});
const item = object({
  type: field(oneOf(['conversation', 'changed', 'agents', 'reports', '__proto__'])),
  conversation: field(line),
  agents: field(list(fc.oneof(agent, wrongJson))),
  room: field(oneOf(['r1', 'r2', 'a/b'])),
  version: field(number),
});
const access = object({
  authToken: field(fc.constant('"@TOKEN@"')),
  endpoint: field(fc.constant('"@ENDPOINT@"')),
  cacheName: field(oneOf(['instant-messaging'])),
  topic: field(jsonText),
  expiresAt: field(number),
  agent: field(agent),
  cannedAnswers: field(list(object({ name: field(jsonText), text: field(jsonText) }))),
  hasDesk: field(oneOf([true])),
});
const page = object({
  conversations: field(list(field(line))),
  cursor: field(jsonText),
  partial: field(oneOf([false])),
  counts: field(object({ open: field(number), mine: field(number) })),
  agents: field(list(field(agent))),
  now: field(number),
});

const of = (part: InboxCase['part'], source: Arbitrary<string>): Arbitrary<InboxCase> =>
  fc.record({
    part: fc.constant(part),
    text: fc.oneof(
      { weight: 6, arbitrary: source },
      { weight: 2, arbitrary: mutated(source) },
      { weight: 2, arbitrary: wrongJson },
      { weight: 1, arbitrary: text },
    ),
    tokenId: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.constantFrom('ada', 'grace')),
  });

export const inboxAnswer: Arbitrary<InboxCase> = fc.oneof(
  { weight: 8, arbitrary: of('line', line) },
  { weight: 4, arbitrary: of('note', note) },
  { weight: 4, arbitrary: of('report', report) },
  { weight: 2, arbitrary: of('agent', agent) },
  { weight: 8, arbitrary: of('item', item) },
  { weight: 1, arbitrary: of('access', access) },
  { weight: 1, arbitrary: of('page', page) },
);
