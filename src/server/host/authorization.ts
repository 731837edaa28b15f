import { hostFields } from './host-fields.js';

/** Who a visitor is, as the host vouches for it. */
export interface AuthorizedUser {
  /**
   * Names the person, and nobody else, for as long as messages live. It becomes the token's id,
   * which Momento stamps on what the person publishes: 1 to 64 characters, Momento's limit.
   */
  id: string;
  /** Shown beside the person's messages. */
  name?: string;
  avatarUrl?: string;
}

/** What a visitor may do in the room that was asked for. */
export interface Authorization {
  user: AuthorizedUser;
  /** The visitor may read and not write. */
  readOnly?: boolean;
}

/** Momento's limit for a token's id. */
const MAX_TOKEN_ID_LENGTH = 64;

/**
 * Checks what the host's `authorize` returned, and keeps the documented fields only: hosts tend to
 * return the whole row of their user table, and this goes to a browser.
 *
 * @throws {TypeError} saying what is wrong. The id itself is not repeated: it goes to a log.
 */
export function checkedAuthorization(value: unknown): Authorization {
  const { user, readOnly } = fieldsOf(value, 'the authorization');
  const { id, name, avatarUrl } = fieldsOf(user, 'user');
  if (typeof id !== 'string' || id === '') {
    throw fault('user.id must be a string that is not empty');
  }
  if (id.length > MAX_TOKEN_ID_LENGTH) {
    throw fault(`user.id has ${id.length} characters; Momento allows ${MAX_TOKEN_ID_LENGTH}`);
  }
  // Two ids that differ only there would be the same on the wire: one person could be another.
  if (/[\p{Cc}\p{Cs}]/u.test(id)) {
    throw fault('user.id has control characters or lone surrogates');
  }
  // A truthy "yes" or 1 must not be taken for either answer: one of them opens the room.
  if (readOnly !== undefined && typeof readOnly !== 'boolean') {
    throw fault('readOnly must be true or false');
  }
  return {
    user: { id, ...optionalText(name, 'name'), ...optionalText(avatarUrl, 'avatarUrl') },
    ...(readOnly === undefined ? {} : { readOnly }),
  };
}

function fieldsOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw fault(`${name} must be an object`);
  return hostFields(value);
}

/** Databases say `null` for what is not there; it counts as left out. */
function optionalText<Name extends string>(
  value: unknown,
  name: Name,
): Partial<Record<Name, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string') throw fault(`user.${name} must be a string`);
  return { [name]: value } as Partial<Record<Name, string>>;
}

function fault(reason: string): TypeError {
  return new TypeError(`unable to use what authorize() returned; ${reason}`);
}
