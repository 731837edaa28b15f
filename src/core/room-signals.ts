import { KINDS } from '../protocol/kinds/index.js';
import type { AnyKind, RoomEvent, Signal } from '../protocol/kinds/kind.js';
import type { Transport } from '../transport/transport.js';
import type { Timeline } from './timeline/timeline.js';

/** How a module that is loaded later takes part in a room: it brings a kind of signals, and sends them. */
export class RoomSignals {
  /** The kinds that the room knows. */
  readonly kinds: AnyKind[];
  /** The way to the room; undefined while there is none. */
  transport: Transport | undefined;
  readonly #timeline: Timeline;

  constructor(timeline: Timeline, kinds: readonly AnyKind[] = KINDS) {
    this.#timeline = timeline;
    this.kinds = [...kinds];
  }

  /** Makes the room know a kind, in place of an earlier one of the same type. */
  add(kind: Signal): void {
    const known = this.kinds.findIndex(({ type }) => type === kind.type);
    this.kinds.splice(known < 0 ? this.kinds.length : known, 1, kind);
  }

  /**
   * Sends a signal to the readers of now.
   *
   * @throws ChatError: it is lost then, and nothing sends it again
   */
  async send(event: RoomEvent): Promise<void> {
    await this.transport?.publish({ event });
  }

  /** A message's place in the room's order; undefined for messages of other programs. */
  placeOf(messageId: string): number | undefined {
    return this.#timeline.orderOf(messageId);
  }
}
