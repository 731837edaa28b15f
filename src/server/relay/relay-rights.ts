import type { OwnDeskState } from '../../protocol/kinds/desk-state.js';
import { toRole, type Role } from '../../protocol/role.js';
import type { ChatMode } from '../../protocol/room-rules.js';
import { checkedContext } from '../host/authorization.js';
import { hostFields } from '../host/host-fields.js';
import type { RelaySettings } from './relay-options.js';
import type { RelayVisitor } from './relay-visitor.js';

/** A visitor's rights in a room. */
export interface RelayRights {
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
  readonly role: Role;
  /** What agents see of the visitor. */
  readonly context?: Readonly<Record<string, string>>;
}

export const NO_RIGHTS: RelayRights = { mayRead: false, mayWrite: false, role: 'member' };

/**
 * Asks the host for a visitor's rights in a room.
 *
 * @throws the error of the host's function
 */
export async function rightsIn(
  room: string,
  { user, answers }: RelayVisitor,
  { authorizeRoom }: Pick<RelaySettings, 'authorizeRoom'>,
): Promise<RelayRights> {
  const answer: unknown = authorizeRoom ? await authorizeRoom(user, room, answers) : true;
  if (answer === true) return { mayRead: true, mayWrite: true, role: 'member' };
  if (typeof answer !== 'object' || answer === null) return NO_RIGHTS;
  const { readOnly = false, role, context } = hostFields(answer);
  // Any value but `false` counts as read only, so that a mistake in the host's code does not allow writing.
  return {
    ...{ mayRead: true, mayWrite: readOnly === false, role: toRole(role) },
    ...(context === undefined || context === null ? {} : { context: checkedContext(context) }),
  };
}

/** What holds in a room, by the host's desk. In direct rooms no server's word can be told from a member's. */
export async function deskStateIn(
  room: string,
  mode: ChatMode,
  visitorId: string,
  { desk }: Pick<RelaySettings, 'desk'>,
): Promise<{ readonly desk?: OwnDeskState }> {
  return desk && mode === 'moderated' ? { desk: await desk.guard.stateFor(room, visitorId) } : {};
}
