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

/** Commands that wait for a chat that is still loading. A game that gives more has lost its way. */
const MAX_QUEUED = 32;

const TOO_LONG: Fault = {
  code: 'message-too-long',
  message: 'unable to ask the chat; the text is too long.',
};

/** Toggling what is open gives the focus back at once. */
const TAKES_FOCUS: readonly string[] = ['open', 'toggle', 'focus'];

export interface OverlayOptions {
  /** The origin of the chat's page in the frame, such as `https://chat.example`. */
  origin: string;
  /**
   * A key, as in `KeyboardEvent.key`, that opens the chat and goes there, `Enter` for instance. Not
   * while the player types elsewhere, or holds Control, Alt, Meta or Shift.
   */
  hotkey?: string;
}

/** What listeners of each event get: of the state, what it is now. */
export interface OverlayEvents extends ChatSnapshot {
  /** Somebody else's message. Its text is any text at all: show it as text, never as HTML. */
  message: OverlayMessage;
  /** A message that the visitor has sent. */
  sent: OverlayMessage;
  error: Fault;
}

/**
 * Why a request failed. `code` is a `ChatErrorCode` of the chat's, or
 *
 * - `message-too-long`: more than 4,096 UTF-16 code units; of a room's name, 256
 * - `room-refused`: the chat's page does not let the game choose this room
 * - `not-reachable`: the chat has not answered for 10 s, since it does not load, hangs, or has made place for another
 *   page; or it was loaded anew before it answered, or the client was disposed of. What was sent may have arrived.
 */
export interface OverlayError extends Error {
  readonly code: string;
}

/** The game's side of the bridge. It hears the one frame, at the one origin, and speaks to no other. */
export interface OverlayClient extends ChatSnapshot {
  /**
   * Fulfilled once the chat can be reached; commands given before wait for that. Rejected with the code `not-reachable`
   * after 10 s, or by `dispose()`. The chat may still come: this is a fulfilled promise then, and `status` changes.
   */
  readonly ready: Promise<void>;
  /** Opens the chat for writing: it gets the keyboard. */
  open: () => void;
  /** Where the chat had the keyboard, it goes back to what had it before. */
  close: () => void;
  toggle: () => void;
  /** Gives the chat the keyboard, and opens it where it is closed. */
  focus: () => void;
  /**
   * Sends a message as the visitor.
   *
   * @returns its id; undefined for empty text and where nothing can be sent (no room yet, read-only)
   * @throws OverlayError
   */
  send(text: string): Promise<string | undefined>;
  /**
   * Takes the visitor to another room.
   *
   * @throws OverlayError
   */
  enterRoom(room: string): Promise<void>;
  /** @returns the listener's end */
  on<K extends keyof OverlayEvents>(
    type: K,
    listener: (detail: OverlayEvents[K]) => void,
  ): () => void;
  /** Lets go of the frame, the window and all listeners. */
  dispose(): void;
}

/**
 * Connects to the chat in a frame.
 *
 * @throws TypeError where `origin` is none
 */
export function connectOverlay(iframe: HTMLIFrameElement, options: OverlayOptions): OverlayClient {
  const { origin } = new URL(options.origin);
  // What all sandboxed and local pages have is nobody's in particular.
  if (origin === 'null') throw new TypeError(`unable to connect to ${options.origin}`);
  const ending = new AbortController();
  const { signal } = ending;
  const events = new EventTarget();
  const focus = returnFocus(iframe, signal);
  const queue: Command[] = [];
  const requests = new Requests((request) => {
    // Who was told that it failed asks again: it must not happen later all the same.
    const at = queue.findIndex(({ body }) => body?.request === request);
    if (at >= 0) queue.splice(at, 1);
  });
  /** Whether the page that is in the frame now has answered. */
  let welcome = false;

  function emit<K extends keyof OverlayEvents>(type: K, detail: OverlayEvents[K]): void {
    events.dispatchEvent(new CustomEvent(type, { detail }));
  }

  function post(command: Command): void {
    // Each page moves the focus within itself: into the frame from here, to the composer from there.
    if (TAKES_FOCUS.includes(command.type)) focus.lend();
    iframe.contentWindow?.postMessage(tagged(command), origin);
  }

  /** Now, or once there is a chat to do it. */
  function run(command: Command): void {
    if (welcome) post(command);
    else if (!signal.aborted && queue.length < MAX_QUEUED) queue.push(command);
    else if (command.body) requests.lose(command.body.request);
  }

  function ask(
    type: 'send' | 'enter-room',
    text: string,
    maxLength: number,
  ): Promise<string | undefined> {
    const [request, answer] = requests.begin();
    if (text.length > maxLength) requests.lose(request, TOO_LONG);
    else run({ type, body: { request, text } });
    return answer;
  }

  /** Nobody answers any more what the page of before was asked. */
  function part(): void {
    welcome = false;
    requests.loseAll();
  }

  function hear({ type, body }: Notice): void {
    switch (type) {
      case 'ready':
        // What is queued has been asked of nobody yet.
        if (welcome) part();
        post({ type: 'hello' });
        break;
      case 'welcome':
      case 'state':
        update(body);
        if (welcome) break;
        welcome = true;
        for (const command of queue.splice(0)) post(command);
        requests.settle({ request: readiness });
        // Also for a chat that has come late.
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
    // With any other scheme than its page's, browsers paint a frame opaque.
    iframe.style.colorScheme = next.colorScheme;
    if (changed.includes('opened') && !next.opened) focus.giveBack();
    for (const name of changed) emit(name, next[name]);
  }

  const [readiness, ready] = requests.begin();
  // Not every game waits for it, and to those who do not its failure is none.
  ready.catch(() => undefined);

  const client: OverlayClient = {
    ready: ready as Promise<unknown> as Promise<void>,
    room: '',
    status: 'disconnected',
    opened: false,
    unreadCount: 0,
    colorScheme: '',
    open: () => run({ type: 'open' }),
    close: () => run({ type: 'close' }),
    toggle: () => run({ type: 'toggle' }),
    focus: () => run({ type: 'focus' }),
    send: (text) => ask('send', text, MAX_TEXT_LENGTH),
    enterRoom: (room) => ask('enter-room', room, MAX_NAME_LENGTH) as Promise<void>,
    on(type, listener) {
      const handle = (event: Event) =>
        listener((event as CustomEvent<OverlayEvents[typeof type]>).detail);
      events.addEventListener(type, handle);
      return () => events.removeEventListener(type, handle);
    },
    dispose() {
      ending.abort();
      queue.length = 0;
      part();
    },
  };

  window.addEventListener(
    'message',
    (event: MessageEvent<unknown>) => {
      if (event.source !== iframe.contentWindow || event.origin !== origin) return;
      const notice = parseNotice(event.data);
      if (notice) hear(notice);
    },
    { signal },
  );
  if (options.hotkey) listenToHotkey(options.hotkey, signal, client.focus);
  // To a page that is there already. One that is still loading announces itself, and until then the
  // frame holds an empty page of this origin: posting there would only be an error in the console.
  if (iframe.contentDocument?.URL !== 'about:blank') post({ type: 'hello' });
  return client;
}
