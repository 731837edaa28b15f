import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { OverlayClient } from '../../src/overlay/client.js';
import type { ConnectionStatus } from '../../src/momento-chat.js';
import { auditDom, auditPrototypes, auditReactions, auditTexts } from './audit.js';
import type { BridgeCase } from './cases/bridge-messages.js';
import type { HostCase } from './cases/host-settings.js';
import * as inboxes from './page-inboxes.js';
import { chooseFiles, fetchFiles, watchBlobs, type FileOutcome } from './page-files.js';
import type { FileCase } from './cases/files.js';
import { revive } from './special-values.js';

/** The state of an element, as plain data. */
export interface ChatState {
  readonly status: ConnectionStatus;
  readonly dropped: number;
  readonly messages: readonly ShownMessage[];
  readonly pending: readonly { id: string; text: string; state: string }[];
  readonly draft: string;
}

export interface ShownMessage {
  readonly id: string;
  readonly text: string;
  readonly edited: boolean;
  readonly removed: boolean;
  /** The id of the message that this one answers. */
  readonly replyTo: string | undefined;
  /** Each with the ids of those who reacted. */
  readonly reactions: readonly { readonly emoji: string; readonly users: readonly string[] }[];
}

/** Longer than any wait here takes, in ms. */
const TIMEOUT_MS = 15_000;
const SETTLED: readonly ConnectionStatus[] = ['connected', 'failed', 'reconnecting'];
/** High enough for many rows, and low enough to be painted quickly. */
const TALL = 'block-size: 3000px';

/** The part of the run inside the page; arguments and results are plain data. */
const fuzz = {
  /** Replaces the chat, with empty storage, and waits for one of the statuses. */
  async enter(attributes: Readonly<Record<string, string>>, wanted = SETTLED): Promise<void> {
    fuzz.leave();
    await fuzz.enterWith(attributes, wanted);
  },

  /** Adds a chat, with the current storage, and waits for one of the statuses. */
  async enterWith(attributes: Readonly<Record<string, string>>, wanted = SETTLED): Promise<void> {
    add(attributes);
    await until(`a status of ${wanted.join()}`, () => wanted.includes(chat().status));
    await rendered();
  },

  leave(): void {
    document.querySelector('momento-chat')?.remove();
    inboxes.leave();
    sessionStorage.clear();
  },

  async untilMessage(id: string): Promise<void> {
    await until(`message ${id}`, () => chat().messages.some((message) => message.id === id));
    await rendered();
  },

  /** Waits until each pending message is sent or has failed. */
  untilSent: (): Promise<void> =>
    until('all to be sent', () => chat().pending.every(({ state }) => state === 'failed')),

  state(): ChatState {
    const { status, droppedCount, messages, pending } = chat();
    return {
      status,
      dropped: droppedCount,
      messages: messages.map(
        ({ id, text, editedAt, removed = false, replyTo, reactions = [] }) => ({
          id,
          text,
          edited: editedAt !== undefined,
          removed,
          replyTo: replyTo?.id,
          reactions: reactions.map(({ emoji, users }) => ({
            emoji,
            users: users.map((it) => it.id),
          })),
        }),
      ),
      pending: pending.map(({ id, text, state }) => ({ id, text, state })),
      draft: chat().renderRoot.querySelector('momento-chat-composer')?.value ?? '',
    };
  },

  /** Adds several chats at once, and audits each once it is settled. @returns one line per defect */
  async enterAll(all: readonly Readonly<Record<string, string>>[]): Promise<string[]> {
    const elements = all.map(add);
    await until('all to be settled', () =>
      elements.every(({ status }) => SETTLED.includes(status)),
    );
    await rendered();
    const complaints = elements.flatMap((element) => auditDom(element.renderRoot));
    for (const element of elements) element.remove();
    sessionStorage.clear();
    return complaints;
  },

  /** Adds an inbox, and opens a room's conversation, its details and the reports. @returns one line per defect */
  enterInbox: (tokenUrl: string, room: string): Promise<string[]> =>
    inboxes.enter(tokenUrl, room, until),
  /** Waits until an item of the topic is shown. @returns one line per defect */
  lookAtInbox: (excerpt: string): Promise<string[]> => inboxes.look(excerpt, until),
  /** How many things the inbox has dropped. */
  inboxDropped: (): number => inboxes.inbox().droppedCount,
  /** Adds several inboxes at once, until each is settled. @returns one line per defect */
  enterInboxes: (tokenUrls: readonly string[]): Promise<string[]> =>
    inboxes.enterAll(tokenUrls, until),

  store(entries: readonly (readonly [string, string])[]): void {
    for (const [key, value] of entries) sessionStorage.setItem(key, value);
  },

  /** Chooses files for a message, and gives them up. @returns how each ended */
  chooseFiles: (cases: readonly FileCase[]): Promise<readonly FileOutcome[]> =>
    chooseFiles(chat(), cases, until),

  /** Gets the files of all messages, and shows the pictures. @returns how each ended */
  async fetchFiles(): Promise<readonly FileOutcome[]> {
    const outcomes = await fetchFiles(chat(), until);
    await rendered();
    return outcomes;
  },

  /** Applies settings one after the other, with an update after each. */
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

  /** Posts messages to the chat in the frame, and from the frame to the game's client. */
  post(cases: readonly BridgeCase[]): void {
    for (const { to, json } of cases) {
      const message = revive(json);
      if (to === 'chat') frame().postMessage(message, location.origin);
      else (frame() as unknown as Window & { post: (it: unknown) => void }).post(message);
    }
  },

  /** Sends through the bridge, as a game does. Retries if a hostile message made the client believe that the frame was reloaded. */
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
    throw new Error('the bridge no longer sends messages');
  },

  untilBridged: (): Promise<void> => until('the overlay', () => client().status === 'connected'),

  /** Reloads the overlay's frame, so that it holds only the current history. */
  async reloadOverlay(): Promise<void> {
    const loaded = new Promise((resolve) =>
      document.querySelector('iframe')?.addEventListener('load', resolve, { once: true }),
    );
    frame().location.reload();
    await loaded;
    // Only the new page answers, regardless of the client's state of the old one.
    await fuzz.sendThroughBridge('Loaded anew');
    await fuzz.untilBridged();
  },

  /** Audits the page, the frame and the built-in prototypes. @returns one line per defect */
  async look(): Promise<string[]> {
    const list = document
      .querySelector('momento-chat')
      ?.renderRoot.querySelector('momento-chat-message-list');
    const scroller = list?.renderRoot.querySelector('.scroller');
    const complaints: string[] = [];
    // At the end and at the beginning, because not all messages have rows at once.
    for (const top of scroller ? [Infinity, 0] : []) {
      scroller?.scrollTo({ top: Math.min(top, scroller.scrollHeight), behavior: 'instant' });
      await rendered();
      for (const element of document.querySelectorAll('momento-chat')) {
        complaints.push(...auditDom(element.renderRoot), ...auditTexts(element));
        complaints.push(...auditReactions(element));
      }
    }
    complaints.push(
      ...auditDom(frame().document.body),
      ...window.complaints,
      ...frame().complaints,
      ...auditPrototypes(),
    );
    window.complaints = [];
    frame().complaints = [];
    if (document.body.children.length > 2) complaints.push('the page has unexpected elements');
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

async function until(what: string, holds: () => unknown): Promise<void> {
  const end = performance.now() + TIMEOUT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Waits two frames, until the effects of a change are processed. */
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
watchBlobs();
