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
import { checked, noBody, optional, type Reader, record, textUpTo, uint32 } from './readers.js';

const text = textUpTo(MAX_TEXT_LENGTH);
const name = textUpTo(MAX_NAME_LENGTH);
const flag = checked<boolean>((value) => typeof value === 'boolean');

const snapshot = record<ChatSnapshot>({
  room: name,
  // The chat's page may be newer than the game and send an unknown status. The rest of the state is still useful.
  status: name as Reader<ConnectionStatus>,
  opened: flag,
  unreadCount: uint32,
  // A chat's page may be older than the game and not send it.
  mentionCount: (value) => optional(uint32)(value) ?? 0,
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
  ready: noBody,
  welcome: snapshot,
  state: snapshot,
  message,
  sent: message,
  error: fault,
  answer: record<Answer>({ request: uint32, id: optional(name), error: optional(fault) }),
};

/** Parses a chat's notice. Returns undefined for anything else; never throws. */
export function parseNotice(data: unknown): Notice | undefined {
  return parse<NoticeBodies>(READERS, data);
}
