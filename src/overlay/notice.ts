import type { ConnectionStatus } from '../protocol/connection-status.js';
import {
  type Answer,
  type ChatSnapshot,
  type Fault,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  type Notice,
  type NoticeBodies,
  type OverlayMessage,
  parse,
} from './protocol.js';
import { checked, count, nothing, optional, type Reader, record, textOf } from './readers.js';

const text = textOf(MAX_TEXT_LENGTH);
const name = textOf(MAX_NAME_LENGTH);
const flag = checked<boolean>((value) => typeof value === 'boolean');

const snapshot = record<ChatSnapshot>({
  room: name,
  // The chat's page may be newer than the game, and know more of them: better one unknown than no state at all.
  status: name as Reader<ConnectionStatus>,
  opened: flag,
  unreadCount: count,
  colorScheme: name,
});

const message = record<OverlayMessage>({
  id: name,
  text,
  author: record({ id: optional(name), name, verified: flag }),
  sentAt: optional(checked(Number.isFinite)),
});

const fault = record<Fault>({ code: name, message: text });

const READERS = {
  ready: nothing,
  welcome: snapshot,
  state: snapshot,
  message,
  sent: message,
  error: fault,
  answer: record<Answer>({ request: count, id: optional(name), error: optional(fault) }),
};

/** Reads what a chat may say. Never throws: undefined for all else. */
export function parseNotice(data: unknown): Notice | undefined {
  return parse<NoticeBodies>(READERS, data);
}
