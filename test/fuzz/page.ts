import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { OverlayClient } from '../../src/overlay/client.js';
import type { ConnectionStatus } from '../../src/momento-chat.js';
import type { BridgeCase, HostCase } from './cases.js';
import { KNOWN_ATTRIBUTES, KNOWN_ELEMENTS, KNOWN_SCHEMES, KNOWN_STYLE } from './known-dom.js';

/** What an element knows, as plain data. */
export interface ChatState {
  readonly status: ConnectionStatus;
  readonly dropped: number;
  readonly messages: readonly { id: string; text: string; removed: boolean }[];
  readonly pending: readonly { id: string; text: string; state: string }[];
  readonly draft: string;
}

/** Longer than anything here takes; whoever waits so long waits in vain. */
const TIMEOUT_MS = 15_000;
const SETTLED: readonly ConnectionStatus[] = ['connected', 'failed', 'reconnecting'];
/** High enough for many rows, and no more than a browser paints without effort. */
const TALL = 'block-size: 3000px';

const PROTOTYPES = {
  Object,
  Array,
  Function,
  String,
  Number,
  Promise,
  Map,
  Element,
  EventTarget,
  Event,
};
const OWN_KEYS = new Map(
  Object.entries(PROTOTYPES).map(([name, { prototype }]) => [
    name,
    Reflect.ownKeys(prototype).length,
  ]),
);

/** What the fuzz run does inside the page; only plain data goes in and out. */
const fuzz = {
  /** Adds a chat, in place of the one there was, and waits for what becomes of it. */
  async enter(attributes: Readonly<Record<string, string>>, wanted = SETTLED): Promise<void> {
    fuzz.leave();
    await fuzz.enterWith(attributes, wanted);
  },

  /** … with what was stored. */
  async enterWith(attributes: Readonly<Record<string, string>>, wanted = SETTLED): Promise<void> {
    add(attributes);
    await until(`a status of ${wanted.join()}`, () => wanted.includes(chat().status));
    await rendered();
  },

  leave(): void {
    document.querySelector('momento-chat')?.remove();
    sessionStorage.clear();
  },

  async untilMessage(id: string): Promise<void> {
    await until(`message ${id}`, () => chat().messages.some((message) => message.id === id));
    await rendered();
  },

  /** Until nothing is on its way any more: what cannot be sent has failed by then. */
  untilSent: (): Promise<void> =>
    until('all to be sent', () => chat().pending.every(({ state }) => state !== 'sending')),

  state(): ChatState {
    const { status, droppedCount, messages, pending } = chat();
    return {
      status,
      dropped: droppedCount,
      messages: messages.map(({ id, text, removed = false }) => ({ id, text, removed })),
      pending: pending.map(({ id, text, state }) => ({ id, text, state })),
      draft: chat().renderRoot.querySelector('momento-chat-composer')?.value ?? '',
    };
  },

  /** Enters rooms side by side, and says how each has ended. */
  async enterAll(all: readonly Readonly<Record<string, string>>[]): Promise<string[]> {
    const elements = all.map(add);
    await until('all to be settled', () =>
      elements.every(({ status }) => SETTLED.includes(status)),
    );
    await rendered();
    const complaints = elements.flatMap((element) => audit(element.renderRoot));
    for (const element of elements) element.remove();
    sessionStorage.clear();
    return complaints;
  },

  store(entries: readonly (readonly [string, string])[]): void {
    for (const [key, value] of entries) sessionStorage.setItem(key, value);
  },

  /** Sets what a page can set, one after the other, with an update after each. */
  async set(cases: readonly HostCase[]): Promise<void> {
    for (const { name, how, value } of cases) {
      const element = chat();
      if (how === 'attribute') element.setAttribute(name, value);
      else (element as unknown as Record<string, unknown>)[name] = revive(value);
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
    }
    await rendered();
  },

  /** Posts to the chat in the frame, and from there to the game's client. */
  post(cases: readonly BridgeCase[]): void {
    for (const { to, json } of cases) {
      const message = revive(json);
      if (to === 'chat') frame().postMessage(message, location.origin);
      else (frame() as unknown as Window & { say: (it: unknown) => void }).say(message);
    }
  },

  /** Sends through the bridge, as a game does; again where the chat's page claims to have been loaded anew. */
  async sendThroughBridge(text: string): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      if (
        await client()
          .send(text)
          .then(
            () => true,
            () => false,
          )
      )
        return;
    }
    throw new Error('the bridge sends nothing any more');
  },

  untilBridged: (): Promise<void> => until('the overlay', () => client().status === 'connected'),

  /** Leaves nothing of what the overlay has heard but what a visitor finds who comes now. */
  async reloadOverlay(): Promise<void> {
    const loaded = new Promise((resolve) =>
      document.querySelector('iframe')?.addEventListener('load', resolve, { once: true }),
    );
    frame().location.reload();
    await loaded;
    // Answered only by the new page, whatever the client has been told of the old one.
    await fuzz.sendThroughBridge('Loaded anew');
    await fuzz.untilBridged();
  },

  /** What is there that should not be: in the page, in the frame, and in the language itself. */
  async look(): Promise<string[]> {
    const list = document
      .querySelector('momento-chat')
      ?.renderRoot.querySelector('momento-chat-message-list');
    const scroller = list?.renderRoot.querySelector('.scroller');
    const complaints: string[] = [];
    // From the end to the beginning: not all messages have rows at once.
    for (const top of scroller ? [Infinity, 0] : []) {
      scroller?.scrollTo({ top: Math.min(top, scroller.scrollHeight), behavior: 'instant' });
      await rendered();
      for (const element of document.querySelectorAll('momento-chat')) {
        complaints.push(...audit(element.renderRoot), ...auditTexts(element));
      }
    }
    complaints.push(...audit(frame().document.body), ...window.complaints, ...frame().complaints);
    window.complaints = [];
    frame().complaints = [];
    for (const [name, { prototype }] of Object.entries(PROTOTYPES)) {
      if (Reflect.ownKeys(prototype).length !== OWN_KEYS.get(name))
        complaints.push(`${name}.prototype is polluted`);
    }
    if (document.body.children.length > 2)
      complaints.push('the page has elements that nobody put there');
    return complaints;
  },
};

function add(attributes: Readonly<Record<string, string>>): MomentoChatElement {
  const element = document.createElement('momento-chat');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.style.cssText = TALL;
  document.body.append(element);
  return element;
}

function chat(): MomentoChatElement {
  const element = document.querySelector('momento-chat');
  if (!element) throw new Error('there is no chat');
  return element;
}

function frame(): Window {
  const { contentWindow } = document.querySelector('iframe') ?? {};
  if (!contentWindow) throw new Error('there is no frame');
  return contentWindow;
}

function client(): OverlayClient {
  return window.overlayClient;
}

/** Every element and attribute that templates do not make. */
function audit(root: Node): string[] {
  const complaints: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const element = walker.currentNode as Element;
    const isChat = element.localName === 'momento-chat';
    const known = KNOWN_ELEMENTS[element.localName];
    if (!known && !isChat && element.localName !== 'script')
      complaints.push(`element <${element.localName}>`);
    for (const { name, value } of isChat ? [] : element.attributes) {
      if (
        !known?.includes(name) &&
        !KNOWN_ATTRIBUTES.includes(name) &&
        element.localName !== 'script'
      ) {
        complaints.push(`attribute ${name} of <${element.localName}>`);
      }
      if (name === 'style' && !KNOWN_STYLE.test(value)) complaints.push(`style ${value}`);
    }
    if (element instanceof HTMLAnchorElement && !KNOWN_SCHEMES.includes(element.protocol)) {
      complaints.push(`link to ${element.href}`);
    }
    if (
      element instanceof HTMLImageElement &&
      !element.src.startsWith(`${location.origin}/avatars/`)
    ) {
      complaints.push(`picture ${element.src}`);
    }
    if (element.shadowRoot) complaints.push(...audit(element.shadowRoot));
  }
  return complaints;
}

/** Every bubble holds a message's text, to the letter. */
function auditTexts({ messages, pending, renderRoot }: MomentoChatElement): string[] {
  const texts = new Set([...messages, ...pending].map(({ text }) => text));
  const list = renderRoot.querySelector('momento-chat-message-list')?.renderRoot;
  const bubbles = list?.querySelectorAll('.message:not(.removed) .bubble') ?? [];
  return [...bubbles]
    .map(({ textContent }) => textContent ?? '')
    .filter((shown) => !texts.has(shown))
    .map((shown) => `shown, and no message: ${JSON.stringify(shown.slice(0, 80))}`);
}

/** Reads JSON in which `{"$": "map"}` and the like stand for what JSON has not; what is no JSON stays text. */
function revive(json: string): unknown {
  try {
    return JSON.parse(json, (_, value: unknown) => special(value)) as unknown;
  } catch {
    return json;
  }
}

function special(value: unknown): unknown {
  const name = typeof value === 'object' && value !== null && '$' in value ? value.$ : undefined;
  switch (name) {
    case 'undefined':
      return undefined;
    case 'nan':
      return NaN;
    case 'infinity':
      return Infinity;
    case 'minus-zero':
      return -0;
    case 'bigint':
      return 10n ** 30n;
    case 'date':
      return new Date(NaN);
    case 'map':
      return new Map<unknown, unknown>([
        ['type', 'open'],
        [{}, []],
      ]);
    case 'buffer':
      return new Uint8Array(1000).buffer;
    case 'cycle': {
      const cycle: Record<string, unknown> = { momentoChat: 1, type: 'send' };
      cycle.body = cycle;
      return cycle;
    }
    case 'regexp':
      return /(a+)+$/;
    case 'error':
      return new TypeError('<b>wrong</b>');
    case 'sparse': {
      const sparse: unknown[] = [];
      sparse[4_000_000_000] = 1;
      return sparse;
    }
    case 'blob':
      return new Blob(['<script>pwned()</script>'], { type: 'text/html' });
    case 'boxed':
      return Object('text') as unknown;
    default:
      return value;
  }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + TIMEOUT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Until what follows from a change has been done, too. */
async function rendered(): Promise<void> {
  for (let frames = 0; frames < 2; frames += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

declare global {
  interface Window {
    overlayClient: OverlayClient;
  }
  // A declaration of a global needs `var`.
  var fuzz: Fuzz;
}

type Fuzz = typeof fuzz;

globalThis.fuzz = fuzz;
