import { isRemoved } from '../../protocol/message.js';
import type { Entry } from './entries.js';

/** The places in a timeline where messages may be missing. */
export class Gaps {
  #ids: ReadonlySet<string> = new Set();
  /** Whether messages may be missing before the one that comes next. */
  #isAhead = false;

  /** Ids of the messages before which others may be missing; a new set after every change. */
  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** A live message came, and is the newest. */
  meet(entry: Entry): void {
    if (this.#isAhead) this.#addBefore(entry);
  }

  /**
   * The stored messages were fetched after a break: leaves a gap before them, unless they reach back to a message that was
   * here before it. There is no gap where no message was here, or where all of these are removed: the list lacks them.
   *
   * @param here the entries that are here by now, in order, the stored ones among them
   * @param brokenSince the serial of the last entry before the break
   */
  bridge(stored: readonly Entry[], here: readonly Entry[], brokenSince: number): void {
    const wasHere = ({ serial }: Entry): boolean => serial <= brokenSince;
    const before = here.filter(wasHere);
    if (stored.some(wasHere) || before.every(({ original }) => isRemoved(original))) return;
    const among = new Set(stored);
    const first = here.find((entry) => among.has(entry));
    if (first) this.#addBefore(first);
    else this.#isAhead = true;
  }

  /** Forgets the gaps before messages that are no longer here. */
  keepOnly(isHere: (id: string) => boolean): void {
    this.#ids = new Set([...this.#ids].filter(isHere));
  }

  #addBefore({ message }: Entry): void {
    this.#isAhead = false;
    this.#ids = new Set([...this.#ids, message.id]);
  }
}
