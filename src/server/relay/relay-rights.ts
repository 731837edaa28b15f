import type { AuthorizedUser } from '../host/authorization.js';
import type { RelaySettings } from './relay-options.js';

/** A visitor's rights in a room. */
export interface RelayRights {
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}

/**
 * Asks the host for a visitor's rights in a room.
 *
 * @throws the error of the host's function
 */
export async function rightsIn(
  room: string,
  user: AuthorizedUser | undefined,
  { authorizeRoom }: Pick<RelaySettings, 'authorizeRoom'>,
): Promise<RelayRights> {
  const answer: unknown = authorizeRoom ? await authorizeRoom(user, room) : true;
  if (answer === true) return { mayRead: true, mayWrite: true };
  if (typeof answer !== 'object' || answer === null) return { mayRead: false, mayWrite: false };
  const { readOnly = false } = answer as { readOnly?: unknown };
  // Any value but `false` counts as read only, so that a mistake in the host's code does not allow writing.
  return { mayRead: true, mayWrite: readOnly === false };
}
