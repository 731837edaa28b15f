import { withDeadline, type Clock } from '../../platform/clock.js';
import { toRole } from '../../protocol/role.js';
import type { ModerationOptions } from './moderation-options.js';

/**
 * Asks the host whether a user may remove the messages of others in a room.
 *
 * @throws the error of the host's function, or that it took too long
 */
export async function mayRemoveOthers(
  host: Pick<ModerationOptions, 'roleOf'>,
  userId: string,
  room: string,
  timeoutMs: number,
  clock: Clock,
): Promise<boolean> {
  if (!host.roleOf) return false;
  // A function that is not async may throw at once.
  const ask = async (): Promise<unknown> => host.roleOf?.(userId, room);
  const { signal } = new AbortController();
  return toRole(await withDeadline(clock, timeoutMs, signal, timeoutError, ask)) !== 'member';
}

function timeoutError(): Error {
  return new Error('unable to look up a user’s role; roleOf() took too long');
}
