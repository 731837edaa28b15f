import { ChatError } from '../protocol/errors.js';
import { toJson } from '../protocol/json.js';
import type { ChatMessage } from '../protocol/message.js';
import type { BridgedChat } from './bridged-chat.js';
import { parseCommand } from './command.js';
import { parsePageOrigin } from './page-origin.js';
import {
  type Command,
  type Fault,
  isTagged,
  MAX_TEXT_LENGTH,
  type Notice,
  type OverlayMessage,
  tagged,
} from './protocol.js';

export type { BridgedChat };

export interface BridgeOptions {
  /**
   * Origins of the pages that may embed the chat, steer it and read along, such as
   * `["https://game.example"]`. Exact ones: there is no wildcard. With none, nobody may.
   */
  allowedOrigins: readonly string[];
  /**
   * Whether such a page may choose the room: any that the token endpoint lets the visitor into
   * (`true`, the default), some by name, or none.
   */
  allowRoomChange?: boolean | readonly string[];
}

/** Call it to end the bridge. */
export interface Bridge {
  (): void;
  /** Messages of this protocol from whoever may not send them. They were ignored. */
  readonly rejectedCount: number;
}

/** Each of these changes something of what the game knows about the chat. */
const CHANGES = [
  'momento-chat-status-change',
  'momento-chat-unread-change',
  'momento-chat-open',
  'momento-chat-close',
] as const;

/**
 * Lets the page that embeds this one steer a chat and hear of it, by `postMessage`: the frame's side
 * of `connectOverlay`.
 *
 * Heard is the direct parent only, and only while its origin is in the list; nobody is told anything
 * before they have said hello, nor ever without their origin on the envelope.
 *
 * @returns the bridge's end
 * @throws ChatError `configuration-invalid`, naming an entry that is no origin of a web page
 */
export function connectBridge(chat: BridgedChat, options: BridgeOptions): Bridge {
  const origins = checkedOrigins(options.allowedOrigins);
  const { allowRoomChange = true } = options;
  const { parent } = window;
  const ending = new AbortController();
  const { signal } = ending;
  /** The parent's origin, once it has said hello. The parent cannot change it: its frames would go with it. */
  let host: string | undefined;
  let rejectedCount = 0;

  function post(notice: Notice, origin = host): void {
    if (origin !== undefined) parent.postMessage(tagged(notice), origin);
  }

  function postState(type: 'welcome' | 'state'): void {
    const { room, status, opened, unreadCount } = chat;
    post({ type, body: { room, status, opened, unreadCount, colorScheme: pageColorScheme() } });
  }

  function answer(request: number, work: () => string | undefined): void {
    let id: string | undefined;
    let error: Fault | undefined;
    try {
      id = work();
    } catch (reason) {
      if (!(reason instanceof ChatError)) throw reason;
      error = toFault(reason);
    }
    post({ type: 'answer', body: { request, id, error } });
  }

  function obey(command: Command): void {
    switch (command.type) {
      case 'hello':
        postState('welcome');
        break;
      case 'send':
        answer(command.body.request, () => chat.send(command.body.text));
        break;
      case 'enter-room':
        enterRoom(command.body.request, command.body.text);
        break;
      default:
        chat[command.type]();
    }
  }

  function enterRoom(request: number, room: string): void {
    if (mayEnter(room, allowRoomChange)) {
      chat.room = room;
      postState('state');
      post({ type: 'answer', body: { request } });
    } else {
      const message = `unable to enter the room ${toJson(room)}; the chat's page does not allow it`;
      post({ type: 'answer', body: { request, error: { code: 'room-refused', message } } });
    }
  }

  function reject({ origin, data }: MessageEvent<unknown>): void {
    // Extensions and tools post to every window: only who speaks this protocol wants something here.
    if (!isTagged(data)) return;
    rejectedCount += 1;
    if (rejectedCount > 1) return;
    console.warn(
      `<momento-chat> ignores ${origin}, which is not the embedding page or not allowed.`,
    );
  }

  // A page that is not embedded is its own parent, and no game.
  if (parent !== window) {
    window.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        const { source, origin, data } = event;
        if (source !== parent || !origins.has(origin)) {
          reject(event);
          return;
        }
        const command = parseCommand(data);
        if (command?.type === 'hello') host = origin;
        // Nobody is obeyed whom the answers would not reach.
        if (command && host === origin) obey(command);
      },
      { signal },
    );
    for (const type of CHANGES) {
      chat.addEventListener(type, () => postState('state'), { signal });
    }
    chat.addEventListener(
      'momento-chat-message',
      ({ message }) => post({ type: 'message', body: toPlain(message) }),
      { signal },
    );
    chat.addEventListener(
      'momento-chat-send',
      ({ message }) => post({ type: 'sent', body: toPlain(message) }),
      { signal },
    );
    chat.addEventListener(
      'momento-chat-error',
      ({ error }) => post({ type: 'error', body: toFault(error) }),
      { signal },
    );
    for (const origin of announced(origins)) post({ type: 'ready' }, origin);
  }

  return Object.defineProperty(() => ending.abort(), 'rejectedCount', {
    get: () => rejectedCount,
  }) as Bridge;
}

/** @throws ChatError `configuration-invalid` */
function checkedOrigins(entries: readonly string[]): ReadonlySet<string> {
  return new Set(
    entries.map((entry) => {
      const origin = parsePageOrigin(entry);
      if (origin !== undefined) return origin;
      throw new ChatError(
        'configuration-invalid',
        `unable to allow ${toJson(entry)}; an allowed origin looks like "https://game.example".`,
      );
    }),
  );
}

/**
 * Whom to tell that the chat is there. What goes to another origin than the parent's is dropped by the
 * browser, with an error in the console that would send developers looking: where the browser says
 * who the parent is, the others are not tried. Firefox may not say, for privacy.
 */
function announced(origins: ReadonlySet<string>): Iterable<string> {
  const parentOrigin = (location as Partial<Location>).ancestorOrigins?.[0] ?? '';
  return origins.has(parentOrigin) ? [parentOrigin] : origins;
}

/** Whether the page's owner leaves this room to the embedding page. */
export function mayEnter(room: string, allowed: boolean | readonly string[]): boolean {
  return room !== '' && (typeof allowed === 'boolean' ? allowed : allowed.includes(room));
}

/** A copy with the documented fields only, since the element's own may hold what cannot be posted. */
function toPlain({ id, text, sentAt, author }: ChatMessage): OverlayMessage {
  const { id: authorId, name, verified } = author;
  // The client takes no longer text, and a notice that is cut is better than none.
  const cut = text.slice(0, MAX_TEXT_LENGTH);
  return { id, text: cut, sentAt, author: { id: authorId, name, verified } };
}

function toFault({ code, message }: ChatError): Fault {
  return { code, message: message.slice(0, MAX_TEXT_LENGTH) };
}

function pageColorScheme(): string {
  const { colorScheme } = getComputedStyle(document.documentElement);
  // Without a style, a line in the page's head decides, of which browsers say nothing there.
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
  return colorScheme === 'normal' ? (meta?.content ?? colorScheme) : colorScheme;
}
