import { toRole, type Role } from '../../protocol/role.js';
import { hostFields } from './host-fields.js';

/** The visitor's identity, as the host has verified it. */
export interface AuthorizedUser {
  /**
   * Identifies one person, and must not be given to another one while their messages are stored. It becomes the token's
   * id, which Momento adds to everything that the person publishes: 1 to 64 characters, Momento's limit.
   */
  id: string;
  /** Shown beside the person's messages. */
  name?: string;
  avatarUrl?: string;
}

/** The visitor and their rights in the requested room. */
export interface Authorization {
  user: AuthorizedUser;
  /** The visitor may read and not write. */
  readOnly?: boolean;
  /**
   * What the visitor is in the room; `member` by default, and for unknown values. The chat offers a `moderator` or an `owner`
   * to remove the messages of others, in a moderated room. Whether the moderator does it is up to its own `roleOf`.
   */
  role?: Role;
  /**
   * What agents see of the visitor in their inbox: the page, the plan, the language. 20 texts at most, of 200 characters; more is
   * cut off. Visitors do not get it.
   */
  context?: Readonly<Record<string, string>>;
}

/** Momento's limit for a token's id. */
const MAX_TOKEN_ID_LENGTH = 64;
/** Of a field of the context. */
const MAX_NAME_LENGTH = 40;

/**
 * Checks the return value of the host's `authorize`, and keeps the documented fields only: hosts tend to return the
 * whole row of their user table, and the result is sent to a browser.
 *
 * @throws {TypeError} with the reason. The text goes to a log, so it does not contain the id.
 */
export function checkedAuthorization(value: unknown): Authorization {
  const { user, readOnly, role: claimed, context } = fieldsOf(value, 'the authorization');
  const { id, name, avatarUrl } = fieldsOf(user, 'user');
  if (typeof id !== 'string' || id === '') {
    throw fault('user.id must be a string that is not empty');
  }
  if (id.length > MAX_TOKEN_ID_LENGTH) {
    throw fault(`user.id has ${id.length} characters; Momento allows ${MAX_TOKEN_ID_LENGTH}`);
  }
  // Two ids that differ only in these characters would be equal on the wire: one person could act as another.
  if (/[\p{Cc}\p{Cs}]/u.test(id)) {
    throw fault('user.id has control characters or lone surrogates');
  }
  // A truthy value such as "yes" or 1 is rejected, because guessing wrong would let a read-only visitor write.
  if (readOnly !== undefined && typeof readOnly !== 'boolean') {
    throw fault('readOnly must be true or false');
  }
  const role = toRole(claimed);
  return {
    user: { id, ...optionalText(name, 'name'), ...optionalText(avatarUrl, 'avatarUrl') },
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(role === 'member' ? {} : { role }),
    ...(context === undefined || context === null ? {} : { context: checkedContext(context) }),
  };
}

const MAX_CONTEXT_FIELDS = 20;
const MAX_CONTEXT_LENGTH = 200;

/** The texts of a context. Other fields are left out: hosts may have numbers and dates in their rows. @throws {TypeError} */
export function checkedContext(value: unknown): Readonly<Record<string, string>> {
  const texts = Object.entries(fieldsOf(value, 'context')).filter(
    (field): field is [string, string] => typeof field[1] === 'string' && field[1] !== '',
  );
  return Object.fromEntries(
    texts
      .slice(0, MAX_CONTEXT_FIELDS)
      .map(([name, text]) => [cut(name, MAX_NAME_LENGTH), cut(text, MAX_CONTEXT_LENGTH)]),
  );
}

/** Whole characters. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : [...text].slice(0, length).join('');
}

function fieldsOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw fault(`${name} must be an object`);
  return hostFields(value);
}

/** Databases return `null` for a missing value, so `null` counts as left out. */
function optionalText<Name extends string>(
  value: unknown,
  name: Name,
): Partial<Record<Name, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string') throw fault(`user.${name} must be a string`);
  return { [name]: value } as Partial<Record<Name, string>>;
}

function fault(reason: string): TypeError {
  return new TypeError(`unable to use the return value of authorize(); ${reason}`);
}
