import fc, { type Arbitrary } from 'fast-check';
import { object, wrongJson } from '../hostile.js';
import { anyId, json, jsonText, oneOf, USERS, whole } from './shared.js';

/** A message between a game's page and the chat's, as JSON. `{"$": "map"}` and the like stand for values that JSON lacks. */
export interface BridgeCase {
  readonly to: 'chat' | 'game';
  readonly json: string;
}

export const SPECIALS = [
  ...['undefined', 'nan', 'infinity', 'minus-zero', 'bigint', 'date', 'map', 'buffer'],
  ...['cycle', 'regexp', 'error', 'sparse', 'blob', 'boxed'],
];
export const special = fc.constantFrom(...SPECIALS).map((name) => json({ $: name }));
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
