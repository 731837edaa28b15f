import type { ParsedMessage } from '../../protocol/message-codec.js';

/** A message that is here, as far as telling it from others of the same content goes. */
export interface Numbered {
  /** The id before it was numbered, of a message that brought none. */
  readonly derivedFrom: string | undefined;
  /** How many of the same content came before it. */
  readonly number: number | undefined;
}

/** Where a batch of stored messages meets those that are here. */
export interface Seam {
  /** In the batch: its messages before this position are older than the timeline's from `index` on. */
  readonly at: number;
  /** Among those that are here. */
  readonly index: number;
}

/** The first stored message is the first one here. */
export const BEGINNING: Seam = { at: 0, index: 0 };

/**
 * Messages without ids of their own are told apart by their content and a number: the same words may be sent more
 * than once. A batch is only a part of the list, so its repeats are counted from where it overlaps the timeline.
 *
 * @param here in order
 * @param next how many of a content have been numbered so far, counting one more
 * @returns a number for each message that has no id of its own
 */
export function numberOccurrences(
  batch: readonly ParsedMessage[],
  here: readonly Numbered[],
  seam: Seam,
  next: (derivedId: string) => number,
): (number | undefined)[] {
  if (!batch.some(({ derivedId }) => derivedId)) return batch.map(() => undefined);
  const before = numbersOf(here.slice(0, seam.index));
  const after = numbersOf(here.slice(seam.index));
  const numbers = batch.map<number | undefined>(() => undefined);
  const number = (at: number, known: number | undefined): void => {
    const item = batch[at];
    if (item?.derivedId) numbers[at] = known ?? next(item.message.id);
  };
  // From the seam outwards: that is how far the two are known to agree.
  for (let at = seam.at - 1; at >= 0; at -= 1) number(at, before(batch[at])?.pop());
  for (let at = seam.at; at < batch.length; at += 1) number(at, after(batch[at])?.shift());
  return numbers;
}

/**
 * Finds the seam by what those messages say that have no ids: where the two overlap they are the same, in the same order.
 *
 * @param expected how many messages the two should have in common at the batch's end; the overlap that is nearest to it
 *   counts. Left out, the largest overlap counts: it doubles the fewest.
 */
export function findSeamByContent(
  batch: readonly ParsedMessage[],
  here: readonly Numbered[],
  expected?: number,
): Seam | undefined {
  const agrees = (shift: number): boolean => {
    const first = Math.max(0, shift);
    const end = Math.min(batch.length, here.length + shift);
    for (let at = first; at < end; at += 1) {
      const item = batch[at];
      if (!item?.derivedId || here[at - shift]?.derivedFrom !== item.message.id) return false;
    }
    return first < end;
  };
  const [least, most] = [1 - here.length, batch.length - 1];
  // Where both end together, or as expected; without an expectation, also where both begin together.
  const end = batch.length - (expected ?? here.length);
  const beginning = expected === undefined ? 0 : end;
  const [near, far] = [Math.min(beginning, end), Math.max(beginning, end)];
  for (let shift = near; shift <= far; shift += 1) if (agrees(shift)) return seamAt(shift);
  for (let step = 1; near - step >= least || far + step <= most; step += 1) {
    for (const shift of [near - step, far + step]) if (agrees(shift)) return seamAt(shift);
  }
  return undefined;
}

/** @param shift where in the batch the first message that is here stands; below 0 where it stands before the batch */
function seamAt(shift: number): Seam {
  return { at: Math.max(0, shift), index: Math.max(0, -shift) };
}

/** How long after it was read from the list a message may still come live, in ms: others store first, then publish. */
const UNHEARD_MS = 30_000;

/** Messages without ids that the list brought and the topic has not brought yet. One that it brings now is no second one. */
export class ExpectedLive {
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #until = 0;

  /** @param now epoch ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** These were just read from the list, in place of all before. */
  expect(messages: Iterable<ParsedMessage>): void {
    this.#counts = new Map();
    this.#until = this.#now() + UNHEARD_MS;
    for (const { derivedId, message } of messages) {
      if (derivedId) this.#counts.set(message.id, (this.#counts.get(message.id) ?? 0) + 1);
    }
  }

  /** A message has come live. @returns whether it is one of those */
  take({ derivedId, message }: ParsedMessage): boolean {
    const left = this.#counts.get(message.id) ?? 0;
    if (!derivedId || left === 0 || this.#now() > this.#until) return false;
    this.#counts.set(message.id, left - 1);
    return true;
  }
}

function numbersOf(
  here: readonly Numbered[],
): (item: ParsedMessage | undefined) => number[] | undefined {
  const numbers = new Map<string, number[]>();
  for (const { derivedFrom, number } of here) {
    if (derivedFrom === undefined || number === undefined) continue;
    const known = numbers.get(derivedFrom);
    if (known) known.push(number);
    else numbers.set(derivedFrom, [number]);
  }
  return (item) => (item?.derivedId ? numbers.get(item.message.id) : undefined);
}

/** The same content may be sent more than once: each time is a message of its own, with a number. */
export function numberedId({ message }: ParsedMessage, number: number | undefined): string {
  return number === undefined ? message.id : `${message.id}~${number}`;
}

/** How often each content without an id of its own has been seen. */
export class OccurrenceCounts {
  readonly #counts = new Map<string, number>();

  /** Counts one more. @returns how many came before */
  next(derivedId: string): number {
    const before = this.#counts.get(derivedId) ?? 0;
    this.#counts.set(derivedId, before + 1);
    return before;
  }

  /** Forgets what none of these was derived from. */
  keepOnly(here: readonly Numbered[]): void {
    const kept = new Set(here.map(({ derivedFrom }) => derivedFrom));
    for (const id of this.#counts.keys()) if (!kept.has(id)) this.#counts.delete(id);
  }
}
