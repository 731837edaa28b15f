import type { TokenAnswer } from '../../session/session.js';
import type { RoomAccess } from '../room-access.js';
import { RelayEntrance } from './relay-entrance.js';
import type { RelayAddress } from './relay-link.js';
import { RelayTransport } from './relay-transport.js';

/** Access to a room through a relay. */
export function relayAccess(address: RelayAddress): RoomAccess {
  const entrance = new RelayEntrance(address);
  return {
    async tokens(room, signal): Promise<TokenAnswer> {
      const admission = await entrance.open(room, signal);
      entrance.keep(admission);
      return { body: admission.body, servedAt: undefined, guestId: admission.guestId };
    },
    createTransport: (session) => new RelayTransport(session, entrance),
  };
}
