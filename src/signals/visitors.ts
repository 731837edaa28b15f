import type { Clock } from '../platform/clock.js';
import type { Person } from '../protocol/chat-user.js';
import type { ActivityEvent } from '../protocol/kinds/activity.js';

interface Known extends Person {
  readonly heardAt: number;
  readonly hereUntil: number;
  readonly typingUntil: number;
  readonly draft: string;
  readonly read: number;
}

/** What a bot has written so far. */
export interface Draft {
  readonly author: Person;
  readonly text: string;
}

/** Visitors that are remembered; the one who was heard of longest ago is forgotten. */
const MAX_PEOPLE = 500;
/** A visitor who was heard of within this time, in ms, may still be reading. */
const MAY_READ_MS = 15 * 60_000;
/** How long a visitor who has sent a message counts as being here, in ms. */
const AFTER_MESSAGE_MS = 60_000;

/** The other visitors of a room: who is here, who is writing, and how far each has read. */
export class Visitors {
  readonly #clock: Pick<Clock, 'elapsed' | 'setTimeout' | 'clearTimeout'>;
  readonly #onChange: () => void;
  readonly #known = new Map<string, Known>();
  #timer: unknown;

  /** @param onChange called after each change, also when someone's time is over */
  constructor(clock: Pick<Clock, 'elapsed' | 'setTimeout' | 'clearTimeout'>, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** @returns whether the visitor was not known to be here */
  receive(
    id: string,
    { here, typing = 0, draft = '', read = 0, username }: ActivityEvent,
  ): boolean {
    const now = this.#clock.elapsed();
    const known = this.#known.get(id);
    this.#put({
      id,
      heardAt: now,
      name: username ?? known?.name ?? '',
      hereUntil: now + 1000 * here,
      typingUntil: here > 0 ? now + 1000 * typing : 0,
      draft,
      read: Math.max(known?.read ?? 0, read),
    });
    return here > 0 && (known?.hereUntil ?? 0) <= now;
  }

  /** A visitor's message has arrived: it ends the typing. @param read see `ActivityEvent` */
  receiveMessage({ id, name }: Person, read = 0): void {
    const known = this.#known.get(id);
    const now = this.#clock.elapsed();
    this.#put({
      id,
      heardAt: now,
      name: name || (known?.name ?? ''),
      hereUntil: Math.max(known?.hereUntil ?? 0, now + AFTER_MESSAGE_MS),
      typingUntil: 0,
      draft: '',
      read: Math.max(known?.read ?? 0, read),
    });
  }

  get here(): readonly Person[] {
    return this.#with(({ hereUntil }, now) => hereUntil > now);
  }

  get typing(): readonly Person[] {
    return this.#with(({ typingUntil }, now) => typingUntil > now);
  }

  get drafts(): readonly Draft[] {
    return this.#with(({ typingUntil, draft }, now) => typingUntil > now && draft !== '').map(
      (author) => ({ author, text: author.draft }),
    );
  }

  /** How many may be reading the room, and so cost an operation for each signal. */
  get readers(): number {
    return this.#with(
      ({ heardAt, hereUntil }, now) => hereUntil > now || heardAt + MAY_READ_MS > now,
    ).length;
  }

  /** Those who have read up to this order. */
  readersOf(order: number): readonly Person[] {
    return this.#with(({ read }) => read >= order);
  }

  clear(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#known.clear();
  }

  #with(test: (person: Known, now: number) => boolean): readonly Known[] {
    const now = this.#clock.elapsed();
    return [...this.#known.values()].filter((person) => test(person, now));
  }

  #put(person: Known): void {
    // At the same place where it is known, so that names do not change places.
    this.#known.set(person.id, person);
    if (this.#known.size > MAX_PEOPLE) this.#forgetOne();
    this.#update();
  }

  #forgetOne(): void {
    const [first, ...others] = this.#known.values();
    if (!first) return;
    const oldest = others.reduce(
      (one, other) => (other.heardAt < one.heardAt ? other : one),
      first,
    );
    this.#known.delete(oldest.id);
  }

  readonly #update = (): void => {
    this.#clock.clearTimeout(this.#timer);
    const now = this.#clock.elapsed();
    const ends = [...this.#known.values()]
      .flatMap(({ hereUntil, typingUntil }) => [hereUntil, typingUntil])
      .filter((end) => end > now);
    if (ends.length > 0) {
      this.#timer = this.#clock.setTimeout(this.#update, Math.min(...ends) - now + 1);
    }
    this.#onChange();
  };
}
