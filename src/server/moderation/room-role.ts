import { toRole } from '../../protocol/role.js';
import { callHost, type HostCalls } from './host-call.js';
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
  calls: Pick<HostCalls, 'timeoutMs' | 'clock'>,
): Promise<boolean> {
  if (!host.roleOf) return false;
  return toRole(await callHost(calls, 'roleOf', () => host.roleOf?.(userId, room))) !== 'member';
}
