import type { Clock } from '../../platform/clock.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';
import { Pins } from './pins.js';
import { RoomGuard } from './room-guard.js';
import { RoomNotices } from './room-notices.js';

/** Takes the pin of a removed message away, and tells the room, without a desk at hand. @throws the store's error */
export async function forgetPin(
  store: RoomStore,
  room: string,
  id: string,
  clock: Clock,
  history: HistoryLimits,
): Promise<void> {
  const pins = new Pins(store, clock, history);
  if (!(await pins.change(room, id))) return;
  // The state that is told is the room's, whatever the role of anybody.
  const guard = new RoomGuard({ store, clock, roleOf: () => Promise.resolve('member') });
  await new RoomNotices({ store, clock, guard, pins }).tellState(room);
}
