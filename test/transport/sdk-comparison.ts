import { expect } from '@open-wc/testing';
import type { Session } from '../../src/session/session.js';
import { MomentoTransport as PublishedTransport } from '../../src/transport/momento/momento-transport.js';
import type { Subscription, Transport } from '../../src/transport/transport.js';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { wrapToken } from '../helpers/engine-token.js';
import type { LoggedRequest, RequestLog } from '../helpers/request-log.js';
import { outgoing } from '../helpers/outgoing.js';

/**
 * Compares the transport over the published SDK with the transport over the bundle's trimmed SDK, in one page. Their
 * answers and requests must be equal, except for the differences listed here and in build/README.md.
 */

export type TransportClass = typeof PublishedTransport;

/** Headers that differ, with the trimmed SDK's values. */
const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  'runtime-version': 'js-web:unknown-browser:unknown-os:unknown-device',
};

/** The part of an error that differs: each library words the reason for an unreadable message differently. */
const REASON =
  /(?<=deserializing response data; error: ).*(?=, response)|(?<=failed to parse token: ).*/g;

/** One of the two transports, and its server. */
export interface Side {
  readonly transport: Transport;
  readonly origin: string;
}

export interface EngineSide extends Side {
  readonly engine: TestEngine;
}

export const ROOM = 'room';
export const CACHE = 'chat';

const scriptUrl = '/wtr-trimmed-transport.js';
const { MomentoTransport: TrimmedTransport } = (await import(/* @vite-ignore */ scriptUrl)) as {
  MomentoTransport: TransportClass;
};

/** The published SDK's transport, then the trimmed one's. */
export const TRANSPORTS = [PublishedTransport, TrimmedTransport] as const;

/** Starts an engine for each transport. */
export function startSides(): Promise<[EngineSide, EngineSide]> {
  return Promise.all([startEngineSide(TRANSPORTS[0]), startEngineSide(TRANSPORTS[1])]);
}

interface TransportOptions {
  readonly origin?: string;
  readonly authToken: string;
  readonly mode?: Session['mode'];
}

export function open(
  transportClass: TransportClass,
  { origin, authToken, mode = 'direct' }: TransportOptions,
): Transport {
  const session: Session = {
    room: ROOM,
    authToken,
    expiresAt: Date.now() + 600_000,
    lifetimeMs: 600_000,
    cacheName: CACHE,
    user: { id: 'ada', name: 'Ada', avatarUrl: undefined },
    userIsVouchedFor: true,
    mode,
    readOnly: false,
    role: 'member',
    relations: true,
    signals: true,
    attachments: undefined,
    away: false,
    answerSeconds: undefined,
    endpoint: origin,
  };
  return new transportClass(session, { limit: 5, ttlSeconds: 600 });
}

async function startEngineSide(transportClass: TransportClass): Promise<EngineSide> {
  const engine = await startEngine({ caches: [CACHE], heartbeatMs: 20 });
  const authToken = wrapToken(engine.webUrl, engine.apiKey);
  const origin = engine.webUrl;
  return { engine, origin, transport: open(transportClass, { origin, authToken }) };
}

export type Event = readonly [name: string, ...details: unknown[]];

/** Handlers that record events. */
export function handlers(
  events: Event[],
  onHeartbeat = (): void => undefined,
): Parameters<Transport['subscribe']>[0] {
  return {
    onItem: (item) => events.push(['item', item]),
    onHeartbeat,
    onDiscontinuity: () => events.push(['discontinuity']),
    onEnd: (error) => events.push(['end', describeError(error)]),
  };
}

/** Subscribes and records events. */
export async function subscribed({ transport }: Side): Promise<{
  readonly log: readonly Event[];
  readonly heartbeats: number;
  readonly subscription: Subscription;
}> {
  const events: Event[] = [];
  let heartbeats = 0;
  const subscription = await transport.subscribe(
    handlers(events, () => (heartbeats += 1)),
    new AbortController().signal,
  );
  return {
    log: events,
    subscription,
    get heartbeats() {
      return heartbeats;
    },
  };
}

/** The outcomes of all calls but `subscribe`. */
export async function unaryCalls({ transport }: Side): Promise<unknown[]> {
  return [
    await outcome(transport.fetchHistory(0, 5)),
    await outcome(transport.push([outgoing('a')])),
    await outcome(transport.push([outgoing('a'), outgoing('b')])),
    await outcome(transport.remove?.('a') ?? Promise.resolve()),
    await outcome(transport.publish(outgoing('a'))),
  ];
}

/** The outcomes of all calls. */
export async function everyCall(side: Side): Promise<unknown[]> {
  const events: Event[] = [];
  const signal = new AbortController().signal;
  const subscribing = outcome(
    side.transport.subscribe(handlers(events), signal).then((each) => each.close()),
  );
  return [...(await unaryCalls(side)), await subscribing, events];
}

/** A call's value or error. */
export function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: describeError(error) }),
  );
}

/** The parts of an error that a host sees. */
export function describeError(error: unknown): object {
  const { name, code, message, cause } = error as Error & { code?: string };
  const response = cause as { errorCode?(): string; innerException?(): Error } | undefined;
  // Only the published SDK has words of its own: before the service's, and in what it throws.
  const text = response?.innerException?.().message;
  return {
    name,
    code,
    message: message.replace(REASON, '…'),
    cause: response && { code: response.errorCode?.(), text: text?.replace(REASON, '…') },
  };
}

/** Does the same with both transports and asserts equal outcomes and equal requests. */
export async function compare<One extends Side>(
  sides: readonly [One, One],
  act: (side: One) => Promise<unknown>,
  log: RequestLog,
): Promise<unknown> {
  const [published, trimmed] = await Promise.all(sides.map(act));
  expect(trimmed).to.deep.equal(published);
  const [expected, sent] = sides.map(({ origin }) => log.to(origin).map(comparable));
  expect(sent?.map(({ request }) => request)).to.deep.equal(
    expected?.map(({ request }) => request),
  );
  for (const { differing } of sent ?? []) {
    expect(KNOWN_DIFFERENCES).to.deep.include(differing);
  }
  return published;
}

/** The parts of a request that must be equal, and its known differences. */
function comparable({ headers, ...rest }: LoggedRequest): { request: object; differing: object } {
  const same = Object.entries(headers)
    .filter(([name]) => !(name in KNOWN_DIFFERENCES))
    .map(([name, value]) => [
      name,
      name === 'grpc-timeout' || name === 'authorization' ? typeof value : value,
    ]);
  const differing = Object.entries(headers).filter(([name]) => name in KNOWN_DIFFERENCES);
  return {
    request: {
      ...rest,
      headers: Object.fromEntries(same) as object,
      differing: differing.map(([name]) => name),
    },
    differing: Object.fromEntries(differing),
  };
}
