import { cache_client as scs } from '@gomomento/generated-types/dist/cacheclient.js';
import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';

const PATH = '/cache_client.Scs/ListLength';
const TEXT = 'application/grpc-web-text';
const ORIGIN = 'https://chat.example';
const TIMEOUT_MS = 10_000;

export const browsers: readonly Assumption[] = [
  {
    id: 'cors-preflight',
    statement: 'The service lets pages of any origin call it with the SDK’s headers.',
    dependsOn: 'direct and moderated rooms in a browser (transport/momento/)',
    operations: 5,
    check: (world) =>
      observing(async (see) => {
        const wanted = ['authorization', 'cache', 'content-type', 'x-grpc-web', 'x-user-agent'];
        const scope = { room: world.name('room'), access: 'read-only', mode: 'direct' } as const;
        const { endpoint } = await world.visitorToken(scope);
        world.meter.charge(1);
        const response = await fetch(world.target.webUrlFor(endpoint) + PATH, {
          method: 'OPTIONS',
          headers: {
            origin: ORIGIN,
            'access-control-request-method': 'POST',
            'access-control-request-headers': wanted.join(','),
          },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const { headers } = response;
        see.that('the status', response.ok, response.status);
        const origin = headers.get('access-control-allow-origin');
        see.that('the origin', origin === '*' || origin === ORIGIN, origin);
        const allowed = headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
        const missing = allowed === '*' ? [] : wanted.filter((name) => !allowed.includes(name));
        // A `*` does not cover it.
        if (allowed === '*') missing.push('authorization');
        see.equal('headers that are not allowed', missing, []);
      }),
  },
  {
    id: 'grpc-web-text',
    statement:
      'The service answers gRPC-Web in its text form, with the status in headers or trailers that a page may read.',
    dependsOn: 'the wire of the bundle (wire/call-stream.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        await world.owner.push(room, 'x');
        const token = await world.visitorToken({ room, access: 'read-only', mode: 'direct' });
        const call = async (list: string): Promise<Response> => {
          world.meter.charge(1);
          return fetch(world.target.webUrlFor(token.endpoint) + PATH, {
            method: 'POST',
            headers: {
              origin: ORIGIN,
              authorization: token.apiKey,
              cache: world.cacheName,
              'content-type': TEXT,
              accept: TEXT,
              'x-grpc-web': '1',
            },
            body: framed(new scs._ListLengthRequest({ list_name: bytesOf(list) }).serialize()),
            signal: AbortSignal.timeout(TIMEOUT_MS),
          });
        };
        const response = await call(room);
        see.that('the status', response.ok, response.status);
        const type = response.headers.get('content-type') ?? '';
        see.that('the type', type.startsWith(TEXT), type);
        const origin = response.headers.get('access-control-allow-origin');
        see.that('the origin', origin === '*' || origin === ORIGIN, origin);
        const [frame, ...rest] = unframed(await response.text());
        const answer = scs._ListLengthResponse.deserialize(frame?.payload ?? new Uint8Array());
        see.equal('the length', answer.found?.length, 1);
        const trailers = rest.find(({ isTrailers }) => isTrailers);
        const shown = Buffer.from(trailers?.payload ?? []).toString();
        see.that('the trailers', /^grpc-status: ?0/im.test(shown), shown);

        const refused = await call(world.name('other'));
        const inHeaders = refused.headers.get('grpc-status');
        const inBody = unframed(await refused.text()).find(({ isTrailers }) => isTrailers);
        const told = inHeaders ?? Buffer.from(inBody?.payload ?? []).toString();
        see.that('a refusal', /(^|grpc-status: ?)7\b/im.test(told), told);
        if (inHeaders !== null) {
          const exposed = refused.headers.get('access-control-expose-headers') ?? '';
          see.that('its header', /grpc-status|\*/i.test(exposed), exposed);
        }
      }),
  },
];

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** One message as base64: a byte of flags, four of the length, and the message. */
function framed(message: Uint8Array): string {
  const frame = Buffer.concat([Buffer.alloc(5), message]);
  frame.writeUInt32BE(message.length, 1);
  return frame.toString('base64');
}

function unframed(text: string) {
  // Each frame may have padding of its own.
  const chunks = text.match(/[^=]+=*/g) ?? [];
  const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk, 'base64')));
  const frames: { isTrailers: boolean; payload: Uint8Array }[] = [];
  for (let at = 0; at + 5 <= bytes.length;) {
    const end = at + 5 + bytes.readUInt32BE(at + 1);
    frames.push({ isTrailers: bytes.readUInt8(at) >= 128, payload: bytes.subarray(at + 5, end) });
    at = end;
  }
  return frames;
}
