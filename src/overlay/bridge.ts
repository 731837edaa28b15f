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
   * Origins of the pages that may embed the chat, control it and read its messages, such as
   * `["https://game.example"]`. Each is exact: there is no wildcard. An empty list allows no page.
   */
  allowedOrigins: readonly string[];
  /**
   * Whether the embedding page may choose the room: any room that the token endpoint allows (`true`, the
   * default), the listed rooms, or none (`false`).
   */
  allowRoomChange?: boolean | readonly string[];
}

/** Calling it closes the bridge. */
export interface Bridge {
  (): void;
  /** Messages of this protocol that were ignored, because their sender is not an allowed parent page. */
  readonly rejectedCount: number;
}

/** Events that change the `ChatSnapshot`. */
const STATE_EVENTS = [
  'momento-chat-status-change',
  'momento-chat-unread-change',
  'momento-chat-mention',
  'momento-chat-open',
  'momento-chat-close',
] as const;

/**
 * Lets the embedding page control a chat and receive its events, by `postMessage`: the frame's side of
 * `connectOverlay`.
 *
 * It accepts commands only from the direct parent, and only if the parent's origin is in the list. It sends
 * nothing but `ready` before the parent's `hello`. Every notice names an allowed origin as its target, never `*`.
 *
 * @returns a function that closes the bridge
 * @throws ChatError `configuration-invalid`, naming an entry that is not the origin of a web page
 */
export function connectBridge(chat: BridgedChat, options: BridgeOptions): Bridge {
  const origins = parseOrigins(options.allowedOrigins);
  const { allowRoomChange = true } = options;
  const { parent } = window;
  const disposal = new AbortController();
  const { signal } = disposal;
  /** The parent's origin, after its hello. It cannot change: a parent that navigates takes its frames with it. */
  let hostOrigin: string | undefined;
  let rejectedCount = 0;

  function post(notice: Notice, origin = hostOrigin): void {
    if (origin !== undefined) parent.postMessage(tagged(notice), origin);
  }

  function postState(type: 'welcome' | 'state'): void {
    const { room, status, opened, unreadCount, mentionCount } = chat;
    const colorScheme = pageColorScheme();
    post({ type, body: { room, status, opened, unreadCount, mentionCount, colorScheme } });
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

  function execute(command: Command): void {
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
    if (isRoomAllowed(room, allowRoomChange)) {
      chat.room = room;
      postState('state');
      post({ type: 'answer', body: { request } });
    } else {
      const message = `unable to enter the room ${toJson(room)}; the chat's page does not allow it`;
      post({ type: 'answer', body: { request, error: { code: 'room-refused', message } } });
    }
  }

  function countRejected({ origin, data }: MessageEvent<unknown>): void {
    // Extensions and tools post to every window: other protocols are not counted.
    if (!isTagged(data)) return;
    rejectedCount += 1;
    if (rejectedCount > 1) return;
    console.warn(
      `<momento-chat> ignores ${origin}, which is not the embedding page or not allowed.`,
    );
  }

  // A page that is not embedded is its own parent.
  if (parent !== window) {
    window.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        const { source, origin, data } = event;
        if (source !== parent || !origins.has(origin)) {
          countRejected(event);
          return;
        }
        const command = parseCommand(data);
        if (command?.type === 'hello') hostOrigin = origin;
        // Without a hello from this origin, the answer could not be delivered.
        if (command && hostOrigin === origin) execute(command);
      },
      { signal },
    );
    for (const type of STATE_EVENTS) {
      chat.addEventListener(type, () => postState('state'), { signal });
    }
    chat.addEventListener(
      'momento-chat-message',
      ({ message }) => post({ type: 'message', body: toOverlayMessage(message) }),
      { signal },
    );
    chat.addEventListener(
      'momento-chat-send',
      ({ message }) => post({ type: 'sent', body: toOverlayMessage(message) }),
      { signal },
    );
    chat.addEventListener(
      'momento-chat-error',
      ({ error }) => post({ type: 'error', body: toFault(error) }),
      { signal },
    );
    for (const origin of readyTargets(origins)) post({ type: 'ready' }, origin);
  }

  return Object.defineProperty(() => disposal.abort(), 'rejectedCount', {
    get: () => rejectedCount,
  }) as Bridge;
}

/** @throws ChatError `configuration-invalid` */
function parseOrigins(entries: readonly string[]): ReadonlySet<string> {
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
 * The origins to send `ready` to. The browser drops a message whose target is not the parent's origin, and logs
 * a misleading error. So only the parent's origin is used where the browser reveals it; Firefox may not, for
 * privacy.
 */
function readyTargets(origins: ReadonlySet<string>): Iterable<string> {
  const parentOrigin = (location as Partial<Location>).ancestorOrigins?.[0] ?? '';
  return origins.has(parentOrigin) ? [parentOrigin] : origins;
}

/** Whether the embedding page may choose this room. */
export function isRoomAllowed(room: string, allowed: boolean | readonly string[]): boolean {
  return room !== '' && (typeof allowed === 'boolean' ? allowed : allowed.includes(room));
}

/** A copy with the documented fields only: the element's message may hold values that cannot be cloned. */
function toOverlayMessage({ id, text, sentAt, author }: ChatMessage): OverlayMessage {
  const { id: authorId, name, verified } = author;
  // The client rejects longer text, and a shortened message is better than none.
  const cut = text.slice(0, MAX_TEXT_LENGTH);
  return { id, text: cut, sentAt, author: { id: authorId, name, verified } };
}

function toFault({ code, message }: ChatError): Fault {
  return { code, message: message.slice(0, MAX_TEXT_LENGTH) };
}

function pageColorScheme(): string {
  const { colorScheme } = getComputedStyle(document.documentElement);
  // Without a style the page's <meta> decides, and the computed style does not show it.
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
  return colorScheme === 'normal' ? (meta?.content ?? colorScheme) : colorScheme;
}
