import fc, { type Arbitrary } from 'fast-check';
import { enormous, field, mutated, object, text, wrongJson } from '../hostile.js';
import { anyId, jsonText, oneOf, USERS, whole } from './shared.js';

/** A list element of the service may have 128 KB. */
const MAX_ELEMENT_LENGTH = 120_000;

const attachment = object({
  id: field(oneOf(['01J00000000000000000000000', '01J00000000000000000000001', '__proto__'])),
  name: field(jsonText),
  type: field(oneOf(['image/png', 'image/svg+xml', 'text/html', 'application/pdf', 'IMAGE/PNG'])),
  size: field(oneOf([1, 70_000, 5_242_880, 5_242_881, -1, 'many'])),
  sha256: field(oneOf(['a'.repeat(43), 'a'])),
  width: field(oneOf([1, 640, 16_384, 1e9, -5]), 2),
  height: field(oneOf([1, 400, 16_384, 1e9, -5]), 2),
  alt: field(jsonText, 2),
  url: field(oneOf(['https://evil.example/x', 'javascript:pwned()', 'data:text/html,x', ''])),
});

const attachments = fc
  .array(fc.oneof(attachment, wrongJson), { maxLength: 12 })
  .map((items) => `[${items.join(',')}]`);

const wireMessage = object({
  attachments: field(attachments, 2),
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
  type: field(
    oneOf([
      ...['removal', 'rejection', 'closing', 'reaction', 'edit', 'activity', 'batch'],
      ...['typing', '__proto__', ''],
    ]),
  ),
  target: field(anyId),
  emoji: field(oneOf(['👍', '❤️', 'constructor'])),
  on: field(oneOf([true, false])),
  text: field(jsonText),
  order: field(whole, 2),
  id: field(anyId),
  userId: field(oneOf(USERS)),
  code: field(
    oneOf([
      ...['rejected', 'too-long', 'rate-limited', 'moderation-failed', 'file-lost'],
      'constructor',
    ]),
  ),
  reason: field(jsonText),
});

/** An item of a list or a topic. `@SITE@` stands for the page's own origin, where the trusted pictures are. */
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

/** An item published by a user, or by a server, which has no id. Bytes that are no text are base64. */
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
