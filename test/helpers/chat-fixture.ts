import { CacheItemGetTtlResponse } from '@gomomento/sdk-web';
import '../../src/momento-chat.js';
import type { ChatElement, ConnectionStatus, MomentoChatElement } from '../../src/momento-chat.js';
import { startEngine, type TestEngine } from './engine-client.js';
import type { EngineOptions } from './engine-protocol.js';
import type { TokenEndpointServerOptions } from './token-endpoint-server.js';
import { webClients, wrapToken } from './engine-web-clients.js';
import { startTokenEndpoint, type TestTokenEndpoint } from './token-endpoint-client.js';

export const CACHE = 'instant-messaging';

/** An engine with a token endpoint, and chat elements that use them. */
export interface ChatFixture {
  readonly engine: TestEngine;
  readonly endpoint: TestTokenEndpoint;
  /** Adds an element to the page; without `room`, in a new room. */
  open(options?: OpenOptions): MomentoChatElement;
  /** Adds an element that a test has made itself. */
  adopt(element: HTMLElement): void;
  /** Removes all elements. */
  closeAll(): void;
  /** The remaining time to live of a room's list, in seconds. */
  ttlSeconds(room: string): Promise<number>;
  /** The number of calls of an RPC so far. */
  calls(rpc: string): Promise<number>;
  untilStreams(count: number): Promise<void>;
  /** Stores and publishes a message as another program would. */
  sendElsewhere(room: string, text: string): Promise<void>;
  /** The texts in a room's list. */
  storedTexts(room: string): Promise<string[]>;
  /** For after each test: removes all elements, clears all faults, and asserts that no stream is left open. */
  reset(): Promise<void>;
  /** Removes all elements, then stops endpoint and engine. */
  stop(): Promise<void>;
}

export interface OpenOptions {
  room?: string;
  /** The user that the token endpoint identifies. */
  user?: string;
  attributes?: Readonly<Record<string, string>>;
}

/** Of the engine, and which files the rooms take; by default pictures. */
export type FixtureOptions = EngineOptions &
  Pick<TokenEndpointServerOptions, 'attachments' | 'moderator' | 'desk'>;

/**
 * Starts an engine and a token endpoint before the tests of a `describe`, resets them after each test, and stops them at
 * the end. The fixture may be used in tests and hooks only.
 */
export function useChat(options?: Parameters<typeof startChat>[0]): ChatFixture {
  const chat = {} as ChatFixture;

  before(async () => {
    Object.assign(chat, await startChat(options));
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  return chat;
}

/** Starts an engine and a token endpoint, for tests that reset and stop them by themselves. */
export async function startChat({
  attachments,
  moderator,
  desk,
  ...options
}: FixtureOptions = {}): Promise<ChatFixture> {
  const engine = await startEngine({ caches: [CACHE], heartbeatMs: 200, ...options });
  const { grpcPort, webUrl } = engine;
  const endpoint = await startTokenEndpoint({
    grpcPort,
    webUrl,
    ...(attachments && { attachments }),
    ...(moderator && { moderator }),
    ...(desk && { desk }),
  });
  const elements = new Set<HTMLElement>();
  const adopt = (element: HTMLElement): void => {
    element.style.blockSize = '400px';
    document.body.append(element);
    elements.add(element);
  };
  const untilStreams = (count: number): Promise<void> =>
    until(
      `${String(count)} open streams`,
      async () => (await engine.stats()).openStreams === count,
    );
  const closeAll = (): void => {
    for (const element of elements) element.remove();
    elements.clear();
  };
  return {
    adopt,
    closeAll,
    ttlSeconds: (room) => ttlSeconds(engine, room),
    engine,
    endpoint,
    open({ room = newRoom(), user = 'ada', attributes = {} } = {}) {
      const element = document.createElement('momento-chat');
      element.setAttribute('room', room);
      element.setAttribute('token-url', endpoint.urlFor(user));
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      adopt(element);
      return element;
    },
    async calls(rpc) {
      return (await engine.stats()).calls[rpc] ?? 0;
    },
    untilStreams,
    async sendElsewhere(room, text) {
      const item = JSON.stringify({ id: text, username: 'Elsewhere', message: text });
      await engine.push({ cache: CACHE, list: room }, item);
      await engine.publish({ cache: CACHE, topic: room, text: item });
    },
    async storedTexts(room) {
      const items = await engine.list({ cache: CACHE, list: room });
      return items.map((item) => (JSON.parse(item) as { message: string }).message);
    },
    async reset() {
      closeAll();
      for (const frame of document.querySelectorAll('iframe')) frame.remove();
      sessionStorage.clear();
      await engine.faults.clear();
      await endpoint.behave({});
      await untilStreams(0);
    },
    async stop() {
      closeAll();
      await endpoint.stop();
      await engine.stop();
    },
  };
}

async function ttlSeconds(engine: TestEngine, room: string): Promise<number> {
  const { cache } = webClients(engine.webUrl, wrapToken(engine.webUrl, engine.apiKey));
  const response = await cache.itemGetTtl(CACHE, room);
  if (response.type !== CacheItemGetTtlResponse.Hit) throw new Error(response.toString());
  return response.remainingTtlMillis() / 1000;
}

let rooms = 0;

/** A room that no other test uses. */
export function newRoom(): string {
  rooms += 1;
  return `room-${String(rooms)}`;
}

/**
 * Polls until a condition holds.
 *
 * @param ms the time limit
 * @throws after the time limit; the message contains `what`
 */
export async function until(what: string, holds: () => unknown, ms = 30_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Notes every status from now on. */
export function recordStatuses(element: ChatElement): ConnectionStatus[] {
  const statuses: ConnectionStatus[] = [];
  element.addEventListener('momento-chat-status-change', ({ status }) => statuses.push(status));
  return statuses;
}

export function untilStatus(element: ChatElement, status: ConnectionStatus): Promise<void> {
  return until(`status ${status}, not ${element.status}`, () => element.status === status);
}

/** The next event of a type. */
export function nextEvent<Name extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> {
  return new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
}

/** The text of every message shown, top to bottom, after the updates under way. */
export async function shownTexts(element: ChatElement): Promise<string[]> {
  return (await shown(element, '.bubble')).map((bubble) => bubble.textContent);
}

/** The elements of the message list that match a selector, after the updates under way. */
export async function shown(element: ChatElement, selector: string): Promise<HTMLElement[]> {
  await element.updateComplete;
  const list = element.renderRoot.querySelector('momento-chat-message-list');
  await list?.updateComplete;
  return [...(list?.renderRoot.querySelectorAll<HTMLElement>(selector) ?? [])];
}

export async function untilShown(element: ChatElement, texts: readonly string[]): Promise<void> {
  let actual: string[] = [];
  await until(`messages ${texts.join(' | ')}`, async () => {
    actual = await shownTexts(element);
    return actual.join('\n') === texts.join('\n');
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; shown: ${actual.join(' | ')}`);
  });
}

/** Types into the composer as a visitor does, and presses Enter. */
export async function write(element: ChatElement, text: string): Promise<void> {
  await element.updateComplete;
  const composer = element.renderRoot.querySelector('momento-chat-composer');
  await composer?.updateComplete;
  const textarea = composer?.renderRoot.querySelector('textarea');
  if (!composer || !textarea) throw new Error('no composer to write in');
  textarea.value = text;
  textarea.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await composer.updateComplete;
  textarea.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
  );
  await composer.updateComplete;
}
