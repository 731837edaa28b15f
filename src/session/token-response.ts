import { ChatError } from '../protocol/errors.js';
import { cleanName } from '../protocol/names.js';
import { ownFields } from '../protocol/own-fields.js';
import { toRole } from '../protocol/role.js';
import { parseMomentoOrigin, parseWebUrl } from '../protocol/web-origin.js';
import { FEATURES, RELATIONS, SIGNALS } from '../protocol/features.js';
import { parseAttachmentRules } from './attachment-rules.js';
import type { Session } from './session.js';
import type { ChatUser } from '../protocol/chat-user.js';

/** The values of a session that the answer may omit. */
export interface SessionDefaults {
  readonly room: string;
  readonly cacheName: string;
  readonly visitor: ChatUser;
}

/** In characters: the service's limit for a token id. */
const MAX_USER_ID_LENGTH = 64;
/** Tokens seen so far have some 500 characters; anything longer than this is not a token. */
const MAX_TOKEN_LENGTH = 16_384;
const MAX_CACHE_NAME_LENGTH = 256;

/**
 * Parses a token endpoint's answer, which is untrusted, into a session.
 *
 * @param servedAt when the server answered, in epoch ms, by its own clock if that is known
 * @param guestId by which a relay knows a visitor whom its host does not
 * @throws ChatError `token-invalid`, naming the field that is wrong and what it should be
 */
export function parseTokenResponse(
  answer: unknown,
  defaults: SessionDefaults,
  servedAt: number,
  guestId?: string,
): Session {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw invalid('it is not a JSON object');
  }
  const fields = ownFields(answer);
  const authToken = parseToken(fields.authToken);
  const user = parseUser(fields.user);
  const expiresAt = parseExpiry(fields.expiresAt);
  const mode = parseMode(fields.mode);
  const features = parseFeatures(fields.features) ?? (mode === 'direct' ? FEATURES : []);
  return Object.freeze({
    room: defaults.room,
    authToken,
    expiresAt,
    lifetimeMs: expiresAt - servedAt,
    cacheName: parseCacheName(fields.cacheName) ?? defaults.cacheName,
    user: user ?? { ...defaults.visitor, ...(guestId && { id: guestId }) },
    userIsVouchedFor: user !== undefined,
    mode,
    readOnly: parseReadOnly(fields.readOnly),
    role: toRole(fields.role),
    relations: features.includes(RELATIONS),
    signals: features.includes(SIGNALS),
    desk: fields.desk,
    // A moderated room's visitor sends files to a place that has the user's id in its name, by the server's word.
    attachments:
      mode === 'direct' || user || guestId ? parseAttachmentRules(fields.attachments) : undefined,
    away: fields.away === true,
    answerSeconds: typeof fields.answerSeconds === 'number' ? fields.answerSeconds : undefined,
    endpoint: parseEndpoint(fields.endpoint),
  });
}

function parseToken(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.length > MAX_TOKEN_LENGTH) {
    throw invalid('authToken is not a Momento token');
  }
  return value;
}

function parseExpiry(value: unknown): number {
  // Milliseconds in place of seconds, a common mistake, would lie some 50,000 years ahead.
  if (typeof value !== 'number' || !(value > 0) || value > 1e11) {
    throw invalid('expiresAt is not a time in epoch seconds');
  }
  return value * 1000;
}

function parseCacheName(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > MAX_CACHE_NAME_LENGTH) {
    throw invalid('cacheName is not a cache’s name');
  }
  return value;
}

function parseUser(value: unknown): ChatUser | undefined {
  if (value === undefined || value === null) return undefined;
  const { id, name, avatarUrl } = ownFields(value);
  if (typeof id !== 'string' || id === '' || id.length > MAX_USER_ID_LENGTH) {
    throw invalid(`user.id is not a string of 1 to ${MAX_USER_ID_LENGTH} characters`);
  }
  return Object.freeze({
    id,
    name: cleanName(name) || cleanName(id) || id,
    // An avatar is decoration: a bad URL is dropped instead of refusing the visitor.
    avatarUrl: parseWebUrl(avatarUrl),
  });
}

function parseMode(value: unknown): Session['mode'] {
  if (value === undefined || value === null) return 'direct';
  if (value !== 'direct' && value !== 'moderated') {
    throw invalid('mode is neither "direct" nor "moderated"');
  }
  return value;
}

/** Features of a later version are left alone. */
function parseFeatures(value: unknown): readonly unknown[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalid('features is not a list');
  return value as readonly unknown[];
}

function parseReadOnly(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw invalid('readOnly is neither true nor false');
  return value;
}

function parseEndpoint(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const origin = parseMomentoOrigin(value);
  if (!origin) throw invalid('endpoint is neither an https origin nor http on loopback');
  return origin;
}

function invalid(reason: string): ChatError {
  return new ChatError(
    'token-invalid',
    `unable to use the token endpoint’s answer; ${reason}. docs/tokens.md has its shape.`,
  );
}
