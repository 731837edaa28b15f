/** The result of one check on one target. */
export type Outcome =
  | { readonly kind: 'holds' }
  /** @property seen what the target did instead */
  | { readonly kind: 'differs'; readonly seen: string }
  /** @property why the target could not be asked */
  | { readonly kind: 'unknown'; readonly why: string };

/** Collects what a check sees, and compares it with what the product assumes. */
export class Observations {
  readonly #differences: string[] = [];

  /** Compares as JSON, so that lists and objects can be compared too. */
  equal(what: string, seen: unknown, assumed: unknown): void {
    const [found, wanted] = [show(seen), show(assumed)];
    if (found !== wanted) this.#differences.push(`${what}: ${found}, not ${wanted}`);
  }

  /** @param seen shown if the assumption is wrong */
  that(what: string, holds: boolean, seen: unknown): void {
    if (!holds) this.#differences.push(`${what}: ${show(seen)}`);
  }

  get outcome(): Outcome {
    return this.#differences.length === 0
      ? { kind: 'holds' }
      : { kind: 'differs', seen: this.#differences.join('; ') };
  }
}

/** Runs a check that only compares. */
export async function observing(check: (see: Observations) => Promise<void>): Promise<Outcome> {
  const see = new Observations();
  await check(see);
  return see.outcome;
}

export function unknown(why: string): Outcome {
  return { kind: 'unknown', why };
}

const LONGEST_SHOWN = 120;

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
