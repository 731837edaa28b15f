import fc, { type Arbitrary } from 'fast-check';
import { enormous, field, mutated, object, text, wrongJson } from './hostile.js';

/*
 * What the outside can say to a chat, by the grammar of what it should say: most of a case is right, and then
 * something in it is not.
 */

/** A list element of the service may have 128 KB. */
const MAX_ELEMENT_LENGTH = 120_000;

/** Few ids, so that many are the same. */
const IDS = ['m1', 'm2', 'm3', '~1a2b', 'm1~0', '__proto__', 'constructor'];
export const USERS = ['ada', 'grace', 'guest-01J00000000000000000000000', '__proto__'];

const json = (value: unknown): string => JSON.stringify(value);
const oneOf = (values: readonly unknown[]): Arbitrary<string> =>
  fc.constantFrom(...values.map(json));
const jsonText = text.map(json);
const anyId = fc.oneof(oneOf(IDS), fc.uuid().map(json));
const whole = fc.integer({ min: 0, max: 2_000_000_000_000 }).map(json);

const wireMessage = object({
  id: field(anyId),
  username: field(jsonText),
  message: field(jsonText),
  userId: field(oneOf(USERS)),
  timestamp: field(whole, 2),
  order: field(whole, 2),
  avatarUrl: field(
    fc.oneof(
      jsonText,
      oneOf([
        '@SITE@/avatars/grace.png',
        '@SITE@/avatars/../grace.png',
        'https://avatars.example/grace.png',
        '//avatars.example/x',
        'data:,x',
      ]),
    ),
  ),
});

const event = object({
  type: field(oneOf(['removal', 'rejection', 'closing', 'typing', '__proto__', ''])),
  id: field(anyId),
  userId: field(oneOf(USERS)),
  code: field(oneOf(['rejected', 'too-long', 'rate-limited', 'moderation-failed', 'constructor'])),
  reason: field(jsonText),
});

/** What a list or a topic may hold. `@SITE@` stands for the page's own origin, where the trusted pictures are. */
const item = fc.oneof(
  { weight: 8, arbitrary: wireMessage },
  { weight: 4, arbitrary: mutated(wireMessage) },
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: event },
  { weight: 1, arbitrary: mutated(event) },
  { weight: 2, arbitrary: wrongJson },
);

export const listElement = fc.oneof(
  { weight: 150, arbitrary: item },
  { weight: 1, arbitrary: enormous(MAX_ELEMENT_LENGTH) },
);

/** Published by somebody, or by a server, which has no id; or bytes that are no text, as base64. */
export interface TopicCase {
  readonly text?: string;
  readonly base64?: string;
  readonly tokenId: string;
}

export const topicItem: Arbitrary<TopicCase> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      text: fc.oneof({ weight: 40, arbitrary: item }, { weight: 1, arbitrary: enormous(4000) }),
      tokenId: fc.constantFrom('', ...USERS.filter((id) => id !== '__proto__')),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      base64: fc.base64String({ maxLength: 200 }),
      tokenId: fc.constantFrom('', ...USERS),
    }),
  },
);

/** How a token endpoint answers. In its body, `@TOKEN@` stands for a real token and `@ENDPOINT@` for the engine. */
export interface TokenCase {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const tokenBody = object({
  authToken: field(fc.constant('"@TOKEN@"')),
  expiresAt: field(fc.constantFrom('@NOW@3600', '@NOW@1')),
  endpoint: field(fc.constant('"@ENDPOINT@"')),
  user: field(
    object({ id: field(oneOf(USERS)), name: field(jsonText), avatarUrl: field(jsonText) }),
    2,
  ),
  cacheName: field(oneOf(['instant-messaging'])),
  mode: field(oneOf(['direct', 'moderated'])),
  readOnly: field(oneOf([true, false])),
});

/** What HTTP lets into a header. */
const headerText = text.map((value) => value.replace(/[^\x20-\x7e]/g, '').slice(0, 100));

export const tokenAnswer: Arbitrary<TokenCase> = fc.record({
  status: fc.oneof(
    { weight: 5, arbitrary: fc.constant(200) },
    { weight: 1, arbitrary: fc.constantFrom(201, 204, 400, 401, 403, 404, 418, 429, 500, 503) },
  ),
  body: fc.oneof(
    { weight: 60, arbitrary: tokenBody },
    { weight: 30, arbitrary: mutated(tokenBody) },
    { weight: 20, arbitrary: wrongJson },
    { weight: 10, arbitrary: text },
    { weight: 1, arbitrary: enormous(100_000) },
  ),
  headers: fc.record(
    {
      'Content-Type': fc.oneof(fc.constant('application/json'), headerText),
      'Retry-After': fc.oneof(
        fc.constantFrom('1', '-1', '1e9', '99999999999999999999'),
        headerText,
      ),
      Date: headerText,
    },
    { requiredKeys: ['Content-Type'] },
  ),
});

/** A message between a game's page and a chat's, as JSON; `{"$": "map"}` and the like stand for what is none. */
export interface BridgeCase {
  readonly to: 'chat' | 'game';
  readonly json: string;
}

export const SPECIALS = [
  ...['undefined', 'nan', 'infinity', 'minus-zero', 'bigint', 'date', 'map', 'buffer'],
  ...['cycle', 'regexp', 'error', 'sparse', 'blob', 'boxed'],
];
const special = fc.constantFrom(...SPECIALS).map((name) => json({ $: name }));
const bridgeValue = (right: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: right },
    { weight: 1, arbitrary: wrongJson },
    { weight: 1, arbitrary: special },
  );

const request = object({ request: bridgeValue(fc.nat(20).map(json)), text: bridgeValue(jsonText) });
const command = object({
  momentoChat: bridgeValue(fc.constant('1')),
  type: bridgeValue(
    oneOf([
      'hello',
      'open',
      'close',
      'toggle',
      'focus',
      'send',
      'enter-room',
      '__proto__',
      'constructor',
    ]),
  ),
  body: bridgeValue(request),
});
const author = object({
  id: bridgeValue(oneOf(USERS)),
  name: bridgeValue(jsonText),
  verified: bridgeValue(oneOf([true, false])),
});
const noticeBody = fc.oneof(
  object({
    room: bridgeValue(jsonText),
    status: bridgeValue(oneOf(['connected', 'failed', 'constructor'])),
    opened: bridgeValue(oneOf([true, false])),
    unreadCount: bridgeValue(fc.nat(9).map(json)),
    colorScheme: bridgeValue(
      oneOf(['dark', 'light', 'url(https://evil.example/)', 'dark;color:red']),
    ),
  }),
  object({
    id: bridgeValue(anyId),
    text: bridgeValue(jsonText),
    author: bridgeValue(author),
    sentAt: bridgeValue(whole),
  }),
  object({ code: bridgeValue(jsonText), message: bridgeValue(jsonText) }),
  object({ request: bridgeValue(fc.nat(20).map(json)), id: bridgeValue(anyId) }),
);
const notice = object({
  momentoChat: bridgeValue(fc.constant('1')),
  type: bridgeValue(
    oneOf(['ready', 'welcome', 'state', 'message', 'sent', 'error', 'answer', 'toString']),
  ),
  body: bridgeValue(noticeBody),
});

export const bridgeMessage: Arbitrary<BridgeCase> = fc.oneof(
  fc.record({ to: fc.constant('chat' as const), json: fc.oneof(command, bridgeValue(special)) }),
  fc.record({ to: fc.constant('game' as const), json: fc.oneof(notice, bridgeValue(special)) }),
);

/** What stands in the tab's storage when a chat comes. */
export interface StoredCase {
  readonly slot: 'draft' | 'outbox' | 'read' | 'open' | 'guest';
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
const inSlot = (slot: StoredCase['slot'], value: Arbitrary<string>): Arbitrary<StoredCase> =>
  fc.record({ slot: fc.constant(slot), value });

export const storedValue: Arbitrary<StoredCase> = fc.oneof(
  { weight: 50, arbitrary: inSlot('outbox', fc.oneof(stored, stored, mutated(stored), wrongJson)) },
  { weight: 30, arbitrary: inSlot('draft', text) },
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

/** What a page, or a framework in it, sets on the element. */
export interface HostCase {
  readonly name: string;
  readonly how: 'attribute' | 'property';
  /** Of an attribute: the text. Of a property: JSON, with specials as in {@link BridgeCase}. */
  readonly value: string;
}

const ATTRIBUTES = [
  ...['room', 'variant', 'placement', 'connect', 'hotkey', 'theme', 'away', 'readonly'],
  ...[
    'username',
    'max-length',
    'history-limit',
    'history-ttl',
    'cache-name',
    'credentials',
    'lang',
  ],
];
const PROPERTIES = [
  ...['room', 'variant', 'placement', 'connect', 'hotkey', 'theme', 'away', 'readOnly'],
  ...['username', 'maxLength', 'historyLimit', 'historyTtl', 'cacheName', 'credentials', 'strings'],
];

export const hostSetting: Arbitrary<HostCase> = fc.oneof(
  fc.record({
    name: fc.constantFrom(...ATTRIBUTES),
    how: fc.constant('attribute' as const),
    value: fc.oneof(text, wrongJson),
  }),
  fc.record({
    name: fc.constantFrom(...PROPERTIES),
    how: fc.constant('property' as const),
    // Not the array of four billion holes: no page has anything to say by it, and no platform can write it out.
    value: fc.oneof(
      wrongJson,
      special.filter((it) => !it.includes('sparse')),
      jsonText,
    ),
  }),
);
