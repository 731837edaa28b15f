import type { ConnectionStatus } from '../protocol/connection-status.js';
import { returnFocus } from './focus-return.js';
import { listenToHotkey } from './hotkey.js';
import { parseNotice } from './notice.js';
import {
  type ChatSnapshot,
  type Command,
  type Fault,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  type Notice,
  type OverlayMessage,
  tagged,
} from './protocol.js';
import { Requests } from './requests.js';

export type { ConnectionStatus, Fault, OverlayMessage };

/** Most commands kept while the chat loads. More than this is a fault in the game. */
const MAX_QUEUED = 32;

const TOO_LONG: Fault = {
  code: 'message-too-long',
  message: 'unable to ask the chat; the text is too long.',
};

/** Commands that move the focus into the frame. `toggle` on an open chat returns it at once. */
const FOCUSING_COMMANDS: readonly string[] = ['open', 'toggle', 'focus'];

export interface OverlayOptions {
  /** The origin of the chat's page in the frame, such as `https://chat.example`. */
  origin: string;
  /**
   * The key, as in `KeyboardEvent.key`, that opens the chat and focuses its composer, such as `Enter`. Ignored
   * while the player types in a field, or holds Control, Alt, Meta or Shift.
   */
  hotkey?: string;
}

/** The argument that listeners of each event receive. For a part of the state it is the new value. */
export interface OverlayEvents extends ChatSnapshot {
  /** A message from another user. Its text is untrusted: show it as text, never as HTML. */
  message: OverlayMessage;
  /** A message that the visitor has sent. */
  sent: OverlayMessage;
  error: Fault;
}

/**
 * Why a request failed. `code` is a `ChatErrorCode` from the chat, or
 *
 * - `message-too-long`: the text has more than 4,096 UTF-16 code units, or the room's name more than 256
 * - `room-refused`: the chat's page does not let the game choose this room
 * - `not-reachable`: the chat has not answered for 10 s, because it does not load, hangs, or its frame has moved to
 *   another page; or the page was reloaded before it answered, or the client was disposed. A sent message may have
 *   arrived all the same.
 */
export interface OverlayError extends Error {
  readonly code: string;
}

/** The game's side of the bridge. It talks to one frame at one origin only. */
export interface OverlayClient extends ChatSnapshot {
  /**
   * Fulfilled once the chat answers; commands given earlier are queued until then. Rejected with the code
   * `not-reachable` after 10 s, or by `dispose()`. If the chat answers later, this becomes a new, fulfilled promise,
   * and `status` changes.
   */
  readonly ready: Promise<void>;
  /** Opens the chat and focuses its composer. */
  open: () => void;
  /** Closes the chat. If the chat had the focus, returns it to the element that had it before. */
  close: () => void;
  toggle: () => void;
  /** Focuses the chat's composer, and opens the chat if it is closed. */
  focus: () => void;
  /**
   * Sends a message as the visitor.
   *
   * @returns its id; undefined if the text is empty or the chat cannot send (no room yet, read-only)
   * @throws OverlayError
   */
  send(text: string): Promise<string | undefined>;
  /**
   * Switches the chat to another room.
   *
   * @throws OverlayError
   */
  enterRoom(room: string): Promise<void>;
  /** @returns a function that removes the listener */
  on<K extends keyof OverlayEvents>(
    type: K,
    listener: (detail: OverlayEvents[K]) => void,
  ): () => void;
  /** Removes all listeners, the window's included, and rejects all pending requests. */
  dispose(): void;
}

/**
 * Connects to the chat in a frame.
 *
 * @throws TypeError if `origin` is not an origin
 */
export function connectOverlay(iframe: HTMLIFrameElement, options: OverlayOptions): OverlayClient {
  const { origin } = new URL(options.origin);
  // All sandboxed and local pages share the origin "null": it identifies no page.
  if (origin === 'null') throw new TypeError(`unable to connect to ${options.origin}`);
  const disposal = new AbortController();
  const { signal } = disposal;
  const events = new EventTarget();
  const focus = returnFocus(iframe, signal);
  const queue: Command[] = [];
  const requests = new Requests((request) => {
    // A failed request may be repeated by the game, so the queued one must not run later.
    const at = queue.findIndex(({ body }) => body?.request === request);
    if (at >= 0) queue.splice(at, 1);
  });
  /** Whether the frame's current page has answered the hello. */
  let welcomed = false;

  function emit<K extends keyof OverlayEvents>(type: K, detail: OverlayEvents[K]): void {
    events.dispatchEvent(new CustomEvent(type, { detail }));
  }

  function post(command: Command): void {
    // A page moves the focus only within itself: this one to the frame, the chat's to the composer.
    if (FOCUSING_COMMANDS.includes(command.type)) focus.focusFrame();
    iframe.contentWindow?.postMessage(tagged(command), origin);
  }

  /** Posts a command now, or queues it until the chat answers. */
  function run(command: Command): void {
    if (welcomed) post(command);
    else if (!signal.aborted && queue.length < MAX_QUEUED) queue.push(command);
    else if (command.body) requests.fail(command.body.request);
  }

  function request(
    type: 'send' | 'enter-room',
    text: string,
    maxLength: number,
  ): Promise<string | undefined> {
    const [number, answer] = requests.begin();
    if (text.length > maxLength) requests.fail(number, TOO_LONG);
    else run({ type, body: { request: number, text } });
    return answer;
  }

  /** Fails all pending requests: the page that received them is gone. */
  function disconnect(): void {
    welcomed = false;
    requests.failAll();
  }

  function handle({ type, body }: Notice): void {
    switch (type) {
      case 'ready':
        // A second `ready` comes from a reloaded page. Before the welcome the commands are only queued, and stay.
        if (welcomed) disconnect();
        post({ type: 'hello' });
        break;
      case 'welcome':
      case 'state':
        update(body);
        if (welcomed) break;
        welcomed = true;
        for (const command of queue.splice(0)) post(command);
        requests.settle({ request: readiness });
        // The chat may answer after `ready` has been rejected.
        Object.assign(client, { ready: Promise.resolve() });
        break;
      case 'answer':
        requests.settle(body);
        break;
      default:
        emit(type, body);
    }
  }

  function update(next: ChatSnapshot): void {
    const names = Object.keys(next) as (keyof ChatSnapshot)[];
    const changed = names.filter((name) => next[name] !== client[name]);
    Object.assign(client, next);
    // Browsers paint a frame opaque if its color scheme differs from its page's.
    iframe.style.colorScheme = next.colorScheme;
    if (changed.includes('opened') && !next.opened) focus.restoreFocus();
    for (const name of changed) emit(name, next[name]);
  }

  const [readiness, ready] = requests.begin();
  // A game that never reads `ready` gets no unhandled rejection.
  ready.catch(() => undefined);

  const client: OverlayClient = {
    ready: ready as Promise<unknown> as Promise<void>,
    room: '',
    status: 'disconnected',
    opened: false,
    unreadCount: 0,
    mentionCount: 0,
    colorScheme: '',
    open: () => run({ type: 'open' }),
    close: () => run({ type: 'close' }),
    toggle: () => run({ type: 'toggle' }),
    focus: () => run({ type: 'focus' }),
    send: (text) => request('send', text, MAX_TEXT_LENGTH),
    enterRoom: (room) => request('enter-room', room, MAX_NAME_LENGTH) as Promise<void>,
    on(type, listener) {
      const onEvent = (event: Event) =>
        listener((event as CustomEvent<OverlayEvents[typeof type]>).detail);
      events.addEventListener(type, onEvent);
      return () => events.removeEventListener(type, onEvent);
    },
    dispose() {
      disposal.abort();
      queue.length = 0;
      disconnect();
    },
  };

  window.addEventListener(
    'message',
    (event: MessageEvent<unknown>) => {
      if (event.source !== iframe.contentWindow || event.origin !== origin) return;
      const notice = parseNotice(event.data);
      if (notice) handle(notice);
    },
    { signal },
  );
  if (options.hotkey) listenToHotkey(options.hotkey, signal, client.focus);
  // For a page that has loaded already. A page that is still loading sends `ready`; until then the frame holds
  // an empty page of this origin, and posting to it would only log an error.
  if (iframe.contentDocument?.URL !== 'about:blank') post({ type: 'hello' });
  return client;
}
