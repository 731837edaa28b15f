import fc, { type Arbitrary } from 'fast-check';
import { enormous, field, mutated, object, text, wrongJson } from '../hostile.js';
import { jsonText, oneOf, USERS } from './shared.js';

/** A response of the token endpoint. In its body, `@TOKEN@` stands for a real token and `@ENDPOINT@` for the engine. */
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

/** Text that HTTP permits in a header. */
const headerText = text.map((value) => value.replace(/[^\x20-\x7e]/g, '').slice(0, 100));

export const tokenResponse: Arbitrary<TokenCase> = fc.record({
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
