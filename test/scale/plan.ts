import { DEFAULT_QUOTAS, NO_QUOTAS, timesQuotas, type QuotaName } from './account.js';
import { simulate, type Outcome } from './simulation.js';

/** How often each person writes: once in two minutes. */
export const MESSAGES_PER_PERSON = 1 / 120;
/** Rooms for one process: half of those that fit on the streams of one store, 400, and some more that it may take over. */
const ROOMS_PER_PROCESS = 150;
/** What counts as working: nobody waits so long, in ms. */
const PATIENCE_MS = 5_000;

export interface Case {
  readonly rooms: number;
  readonly people: number;
}

export interface Row extends Case {
  readonly messagesPerSecond: number;
  readonly processes: number;
  /** Without quotas: what is needed. */
  readonly needed: Outcome;
  /** The quota that is exceeded most, and by how much; below 1: none is. */
  readonly first: { readonly quota: QuotaName; readonly times: number };
  /** With the default quotas of operations; more subscriptions than the default are granted here. */
  readonly byDefault: Outcome;
  /** The first step of ten at which it works, subscriptions included. */
  readonly step: { readonly factor: number; readonly outcome: Outcome };
}

/** Raises the quotas step by step, tenfold each time, until a case works. */
export async function plan(one: Case, latencyMs: number, seconds: number): Promise<Row> {
  const { rooms, people } = one;
  const messagesPerSecond = people * MESSAGES_PER_PERSON;
  const processes = Math.max(2, Math.ceil(rooms / ROOMS_PER_PROCESS));
  const scenario = { rooms, people, messagesPerSecond, processes, seconds, latencyMs };
  const needed = await simulate({ ...scenario, quotas: NO_QUOTAS });
  const byDefault = await simulate({ ...scenario, quotas: DEFAULT_QUOTAS });
  let outcome = byDefault;
  let factor = 1;
  while (!works(outcome) || needed.subscriptions > timesQuotas(factor).subscriptions) {
    factor *= 10;
    if (needed.subscriptions > timesQuotas(factor).subscriptions) continue;
    outcome = await simulate({ ...scenario, quotas: timesQuotas(factor) });
  }
  return {
    ...{ rooms, people, messagesPerSecond, processes, needed, byDefault },
    first: firstExceeded(needed),
    step: { factor, outcome },
  };
}

function works({ sent, answered, p99 }: Outcome): boolean {
  return answered === sent && p99 < PATIENCE_MS;
}

function firstExceeded(needed: Outcome): Row['first'] {
  const shares: readonly Row['first'][] = [
    { quota: 'topics', times: needed.topicOperations / DEFAULT_QUOTAS.topics },
    { quota: 'cache', times: needed.cacheOperations / DEFAULT_QUOTAS.cache },
    { quota: 'subscriptions', times: needed.subscriptions / DEFAULT_QUOTAS.subscriptions },
  ];
  return shares.reduce((most, share) => (share.times > most.times ? share : most));
}
