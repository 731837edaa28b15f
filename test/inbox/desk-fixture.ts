import '../../src/momento-chat.js';
import '../../src/momento-chat-inbox.js';
import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, newRoom, until, untilStatus, write } from '../helpers/chat-fixture.js';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { startInbox, type TestInboxServer } from '../helpers/inbox-client.js';
import type { InboxServerOptions } from '../helpers/inbox-server.js';

/** An engine, a host's server with an inbox, and elements of agents and visitors. */
export interface DeskFixture {
  readonly engine: TestEngine;
  readonly server: TestInboxServer;
  /** Adds an agent's inbox to the page: Sam's. */
  open(options?: OpenOptions): MomentoChatInboxElement;
  /** Adds a visitor's chat, in a new room. */
  visit(user: string, room?: string): MomentoChatElement;
  /** A visitor enters a new room, and writes. @returns the room's name */
  ask(user: string, text: string): Promise<{ room: string; chat: MomentoChatElement }>;
}

interface OpenOptions {
  readonly agent?: string;
  readonly width?: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

export function useDesk(options?: Partial<InboxServerOptions>): DeskFixture {
  const desk = {} as DeskFixture & { engine: TestEngine; server: TestInboxServer };
  const elements = new Set<HTMLElement>();

  before(async () => {
    const engine = await startEngine({ caches: [CACHE], heartbeatMs: 200 });
    const { grpcPort, webUrl } = engine;
    const server = await startInbox({ grpcPort, webUrl, ...options });
    Object.assign(desk, { engine, server });
  });

  afterEach(async () => {
    for (const element of elements) element.remove();
    elements.clear();
    sessionStorage.clear();
    await desk.engine.faults.clear();
  });

  after(async () => {
    await desk.server.stop();
    await desk.engine.stop();
  });

  const add = (element: HTMLElement): void => {
    document.body.append(element);
    elements.add(element);
  };

  desk.open = ({ agent = 'sam', width = 1000, attributes = {} } = {}) => {
    const element = document.createElement('momento-chat-inbox');
    element.setAttribute('token-url', desk.server.inboxUrlFor(agent));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.style.inlineSize = `${String(width)}px`;
    element.style.blockSize = '560px';
    add(element);
    return element;
  };
  desk.visit = (user, room = newRoom()) => {
    const element = document.createElement('momento-chat');
    element.setAttribute('room', room);
    element.setAttribute('token-url', desk.server.tokenUrlFor(user));
    element.style.blockSize = '300px';
    add(element);
    return element;
  };
  desk.ask = async (user, text) => {
    const chat = desk.visit(user);
    await untilStatus(chat, 'connected');
    await write(chat, text);
    await until(`“${text}” stored`, () => chat.messages.some((message) => message.text === text));
    return { room: chat.room, chat };
  };
  return desk;
}

/** What a line shows, part by part. */
export interface ShownLine {
  readonly room: string;
  readonly name: string;
  readonly excerpt: string;
  readonly tags: string;
  readonly unread: string;
}

export function linesOf(inbox: MomentoChatInboxElement): ShownLine[] {
  const list = inbox.renderRoot.querySelector('momento-chat-inbox-lines');
  const text = (line: Element, selector: string): string =>
    line.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  return [...(list?.renderRoot.querySelectorAll<HTMLElement>('.line') ?? [])].map((line) => ({
    room: line.dataset.room ?? '',
    name: text(line, '.name'),
    excerpt: text(line, '.excerpt'),
    tags: text(line, '.tags'),
    unread: text(line, '.count [aria-hidden]'),
  }));
}

export function lineOf(inbox: MomentoChatInboxElement, room: string): ShownLine | undefined {
  return linesOf(inbox).find((line) => line.room === room);
}

/** Waits until a line is as wanted. */
export async function untilLine(
  inbox: MomentoChatInboxElement,
  room: string,
  wanted: Partial<ShownLine>,
): Promise<void> {
  const fits = (line: ShownLine | undefined): boolean =>
    line !== undefined &&
    Object.entries(wanted).every(([key, value]) => line[key as keyof ShownLine].includes(value));
  await until(`line ${JSON.stringify(wanted)}`, () => fits(lineOf(inbox, room))).catch(
    (error: unknown) => {
      throw new Error(`${String(error)}; shown: ${JSON.stringify(linesOf(inbox))}`);
    },
  );
}

export function press(target: EventTarget, key: string, init: KeyboardEventInit = {}): boolean {
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
  );
}

/** The button of the open conversation's head with a text. */
export function deed(inbox: MomentoChatInboxElement, text: string): HTMLButtonElement | undefined {
  return [...inbox.renderRoot.querySelectorAll<HTMLButtonElement>('.pane-head .deed')].find(
    (button) => button.textContent.trim() === text,
  );
}

export function noticeIn(inbox: MomentoChatInboxElement): string {
  return inbox.renderRoot.querySelector('.toast span')?.textContent ?? '';
}

export function listOf(inbox: MomentoChatInboxElement) {
  const list = inbox.renderRoot.querySelector('momento-chat-inbox-lines');
  if (!list) throw new Error('no list');
  return list;
}
