import type { JoinAnswer } from '../../protocol/relay.js';
import { toRole, type Role } from '../../protocol/role.js';
import type { ChatMode } from '../../protocol/room-rules.js';
import { checkedContext } from '../host/authorization.js';
import type { AuthorizedUser } from '../host/authorization.js';
import { hostFields } from '../host/host-fields.js';
import { availabilityFields, servedState } from '../inbox/availability-fields.js';
import type { Availability } from '../inbox/inbox-feed.js';
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

/** What holds in a room, by the host's desk and inbox. In direct rooms no desk's word can be told from a member's. */
export async function stateIn(
  room: string,
  mode: ChatMode,
  visitorId: string,
  { desk }: Pick<RelaySettings, 'desk'>,
  availability: Availability | undefined,
): Promise<Pick<JoinAnswer, 'desk' | 'away' | 'answerSeconds'>> {
  const isModerated = mode === 'moderated';
  const state = isModerated ? await desk?.guard.stateFor(room, visitorId) : undefined;
  const served = servedState(state, availability);
  return { ...(served && { desk: served }), ...availabilityFields(availability) };
}

/** Tells the host's inbox who has come. @returns whether agents are here; undefined without an inbox */
export async function availabilityIn(
  room: string,
  user: AuthorizedUser | undefined,
  { context }: RelayRights,
  { inbox }: Pick<RelaySettings, 'inbox'>,
): Promise<Availability | undefined> {
  const [availability] = await Promise.all([
    inbox?.feed.availability(room),
    user && inbox?.feed.onVisitor(room, user, context),
  ]);
  return availability;
}
