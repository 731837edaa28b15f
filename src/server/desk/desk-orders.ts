import { DESK_ANSWER, type DeskAnswer, type DeskOrder } from '../../protocol/kinds/desk.js';
import type { Leases } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';
import { DeskError } from './desk-error.js';
import type { ModerationDesk } from './moderation-desk.js';

export interface DeskOrdersOptions {
  readonly store: Pick<RoomStore, 'publish'>;
  /** Undefined: no order is obeyed. */
  readonly desk: ModerationDesk | undefined;
  readonly leases: Leases;
  readonly report: (error: unknown) => void;
}

/** How long one process holds an order, in ms: the sender repeats an order that it has no answer to. */
const ORDER_MS = 5_000;
/** How often a room is told its state at most for members who ask for it, in ms: after a fault of the service all of them do. */
const STATE_MS = 5_000;

/** Obeys the orders that moderators give in the chat. The desk asks the host for their role each time. */
export class DeskOrders {
  readonly #options: DeskOrdersOptions;

  constructor(options: DeskOrdersOptions) {
    this.#options = options;
  }

  /**
   * @param userId the sender, by the token or the relay
   * @throws the store's error: the sender tries again
   */
  async obey(room: string, userId: string, order: DeskOrder): Promise<void> {
    const { store, leases, desk } = this.#options;
    if (order.act === 'state') {
      if (!desk || !(await leases.acquire(room, '', 'desk-state', STATE_MS))) return;
      await desk.guard.tellState(room);
      return;
    }
    if (order.act === 'report') {
      await desk?.report({ room, id: order.target ?? '', by: userId });
      return;
    }
    if (!(await leases.acquire(room, userId, `desk:${order.id}`, ORDER_MS))) return;
    const answer: DeskAnswer = {
      type: DESK_ANSWER,
      id: order.id,
      userId,
      outcome: await this.#outcomeOf(room, userId, order),
    };
    await store.publish(room, JSON.stringify(answer));
  }

  async #outcomeOf(room: string, by: string, order: DeskOrder): Promise<DeskAnswer['outcome']> {
    const { desk, report } = this.#options;
    if (!desk) return 'not-allowed';
    try {
      return (await obey(desk, { room, by }, order)) === false ? 'not-found' : 'done';
    } catch (error) {
      if (error instanceof DeskError) return 'not-allowed';
      report(error);
      return 'failed';
    }
  }
}

async function obey(
  desk: ModerationDesk,
  about: { readonly room: string; readonly by: string },
  {
    act,
    user: userId = '',
    target: id = '',
    text = '',
    seconds = 0,
    reason,
    slowSeconds,
    readOnly,
  }: DeskOrder,
): Promise<unknown> {
  const action = { ...about, ...(reason && { reason }) };
  switch (act) {
    case 'mute':
      return desk.mute({ ...action, userId, seconds });
    case 'ban':
      return desk.ban({ ...action, userId, seconds });
    case 'lift':
      return desk.lift({ ...action, userId });
    case 'remove-all':
      return desk.removeAllOf({ ...action, userId });
    case 'pin':
      return desk.pin({ ...action, id });
    case 'unpin':
      return desk.unpin({ ...action, id });
    case 'announce':
      return desk.announce({ ...action, text });
    case 'state':
    case 'report':
      return undefined;
    case 'limit':
      return desk.limit({
        ...action,
        ...(slowSeconds !== undefined && { slowSeconds }),
        ...(readOnly !== undefined && { readOnly }),
      });
  }
}
