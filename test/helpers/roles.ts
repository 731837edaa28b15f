import type { Role } from '../../src/protocol/role.js';

/** The user who is a moderator in every room of the tests' servers. All others are members. */
export const MODERATOR = 'marie';

export function roleOf(userId: string | undefined): Role {
  return userId === MODERATOR ? 'moderator' : 'member';
}
