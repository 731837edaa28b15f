import type { Arbitrary } from 'fast-check';
import type { World } from '../world.js';

/** One source of hostile data for a chat. */
export interface Channel<Case> {
  readonly name: string;
  readonly cases: Arbitrary<Case>;
  /** Its share of all cases, in per cent. */
  readonly share: number;
  /** The number of cases fed at once. */
  readonly batch: number;
  /** Whether elements may write to the console: each line at most once per case. */
  readonly mayFail: boolean;
  /** Feeds the cases, and checks that everything else still works. @returns one line per defect */
  feed(world: World, cases: readonly Case[]): Promise<string[]>;
}

let sentinels = 0;

/** A valid message among hostile ones, which must be delivered. */
export function sentinel(): { id: string; item: string } {
  sentinels += 1;
  const id = `sentinel-${String(sentinels)}`;
  return { id, item: JSON.stringify({ id, username: 'Grace', message: `All is well, ${id}` }) };
}
