import type { ParsedMessage } from '../message.js';

/** A message that is here, as far as telling it from others of the same content goes. */
export interface Numbered {
  /** The id before it was numbered, of a message that brought none. */
  readonly derivedFrom: string | undefined;
  /** How many of the same content came before it. */
  readonly number: number | undefined;
}

/** Where a batch of stored messages meets those that are here. */
export interface Seam {
  /** In the batch: what comes before is older than what is here from `index` on. */
  readonly at: number;
  /** Among those that are here. */
  readonly index: number;
}

/**
 * Messages without ids of their own are told apart by their content and a number: the same words may be sent more
 * than once. A batch is only a part of what is stored, so its repeats are counted from where it meets what is here.
 *
 * @param here in order
 * @param next how many of a content have been numbered so far, counting one more
 * @returns a number for each message that has no id of its own
 */
export function numberRepeats(
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
 * Finds the seam by what those messages say that have no ids: the batch's end and the beginning of what is here are
 * the same, in the same order.
 */
export function findSeamByContent(
  batch: readonly ParsedMessage[],
  here: readonly Numbered[],
): Seam | undefined {
  for (let at = batch.length - 1; at >= 0; at -= 1) {
    const rest = batch.slice(at);
    const agrees = rest.every(({ derivedId, message }, index) => {
      const other = here[index];
      return derivedId && (other === undefined || other.derivedFrom === message.id);
    });
    if (agrees && here.length > 0) return { at, index: 0 };
  }
  return undefined;
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
