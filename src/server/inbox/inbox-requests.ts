import { isId } from '../../protocol/ids.js';
import { CONVERSATION_FILTERS, REPORT_DEEDS, type InboxRequest } from '../../protocol/inbox.js';
import { MAX_SANCTION_SECONDS } from '../../protocol/kinds/desk.js';
import { isBlank } from '../../protocol/blank.js';
import { parseJson } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';
import { roomNameFault } from '../../protocol/room-name.js';
import { Refusal } from '../token-endpoint/refusal.js';
import { readCursor, type ListQuery } from './conversation-list.js';

type Fields = Readonly<Record<string, unknown>>;

/** What agents ask for, checked. */
export type CheckedRequest =
  | ({ readonly type: 'list' } & Omit<ListQuery, 'by'>)
  | Readonly<Exclude<InboxRequest, { type: 'list' }>>;

const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 100;
const MAX_SEARCH_LENGTH = 100;
const MAX_CURSOR_LENGTH = 600;
/** In UTF-16 code units. */
const MAX_NOTE_LENGTH = 2_000;
/** The longest time that a conversation is snoozed for, in ms: no item lives longer than a day. */
const MAX_SNOOZE_MS = 82_800_000;
/** Momento's limit for the id of a token. */
const MAX_USER_ID_LENGTH = 64;

/** The fields of each type, read from what may be anything. @throws Refusal */
const READERS: {
  readonly [Type in InboxRequest['type']]: (fields: Fields, now: number) => CheckedRequest;
} = {
  list: ({ filter, search = '', cursor, limit = DEFAULT_LIMIT }) => ({
    type: 'list',
    filter: oneOf('filter', filter, CONVERSATION_FILTERS),
    search: text('search', search, 0, MAX_SEARCH_LENGTH),
    cursor:
      cursor === undefined
        ? undefined
        : (readCursor(text('cursor', cursor, 1, MAX_CURSOR_LENGTH)) ?? malformed('cursor')),
    limit: whole('limit', limit, 1, MAX_LIMIT),
  }),
  open: (fields) => ({ type: 'open', ...room(fields) }),
  assign: ({ to, version, ...fields }) => ({
    type: 'assign',
    ...room(fields),
    to: to === null ? null : text('to', to, 1, MAX_USER_ID_LENGTH),
    version: whole('version', version, 0, Number.MAX_SAFE_INTEGER),
  }),
  snooze: ({ until, ...fields }, now) => ({
    type: 'snooze',
    ...room(fields),
    until: whole('until', until, Math.floor(now) + 1, Math.floor(now) + MAX_SNOOZE_MS),
  }),
  close: (fields) => ({ type: 'close', ...room(fields) }),
  reopen: (fields) => ({ type: 'reopen', ...room(fields) }),
  seen: ({ messages, ...fields }) => ({
    type: 'seen',
    ...room(fields),
    messages: whole('messages', messages, 0, Number.MAX_SAFE_INTEGER),
  }),
  note: ({ id, text: note, ...fields }) => ({
    type: 'note',
    ...room(fields),
    id: isId(id) ? id : malformed('id'),
    text: text('text', note, 1, MAX_NOTE_LENGTH),
  }),
  'hand-over': ({ to, ...fields }) => ({
    type: 'hand-over',
    ...room(fields),
    to: oneOf('to', to, ['bot', 'agents']),
  }),
  presence: ({ here }) => ({
    type: 'presence',
    here: typeof here === 'boolean' ? here : malformed('here'),
  }),
  reports: (fields) => ({ type: 'reports', ...(fields.room !== undefined && room(fields)) }),
  'settle-report': ({ id, deed, seconds, ...fields }) => {
    const done = oneOf('deed', deed, REPORT_DEEDS);
    const isTimed = done === 'mute' || done === 'ban';
    return {
      type: 'settle-report',
      ...room(fields),
      id: isId(id) ? id : malformed('id'),
      deed: done,
      ...(isTimed && { seconds: whole('seconds', seconds, 1, MAX_SANCTION_SECONDS) }),
    };
  },
};

/** Reads the body of a request, which may be anything. @throws Refusal `malformed-request`, naming the field */
export function readRequest(body: string, now: number): CheckedRequest {
  const json = parseJson(body);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) malformed('the body');
  const fields = ownFields(json);
  const { type } = fields;
  if (typeof type !== 'string' || !Object.hasOwn(READERS, type)) malformed('type');
  return READERS[type as InboxRequest['type']](fields, now);
}

function room({ room: name }: Fields): { room: string } {
  if (typeof name !== 'string' || roomNameFault(name) !== undefined) malformed('room');
  return { room: name };
}

function oneOf<Value extends string>(
  name: string,
  value: unknown,
  values: readonly Value[],
): Value {
  return values.find((one) => one === value) ?? malformed(name);
}

function text(name: string, value: unknown, least: number, most: number): string {
  if (typeof value !== 'string' || value.length > most) malformed(name);
  if (least > 0 && isBlank(value)) malformed(name);
  return value;
}

function whole(name: string, value: unknown, least: number, most: number): number {
  if (!Number.isSafeInteger(value)) malformed(name);
  const number = value as number;
  return number >= least && number <= most ? number : malformed(name);
}

function malformed(name: string): never {
  throw new Refusal('malformed-request', `unable to answer; ${name} is not as the inbox needs it`);
}
