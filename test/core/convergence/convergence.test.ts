import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage, Mention } from '../../../src/protocol/message.js';
import type { ChatMode } from '../../../src/protocol/room-rules.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { Client, type Fate } from './client.js';
import { FakeService } from './service.js';

/** Of each mode; more by `CONVERGENCE_CASES`. */
const CASES = Number(process.env.CONVERGENCE_CASES ?? 150);
const SEED = process.env.CONVERGENCE_SEED;
const NAMES = ['ada', 'grace', 'edsger'] as const;
const EMOJI = ['👍', '❤️', '😂'] as const;
/** No relation is pushed out of its list: three of them fit for each message that does. */
const MAX_RELATIONS = 36;
const HISTORY_LIMIT = 12;

interface Step {
  readonly who: number;
  readonly what: 'send' | 'react' | 'edit' | 'remove' | 'cut' | 'reload' | 'earlier' | 'check';
  /** Which of the messages, or of the emoji. */
  readonly which: number;
  readonly on: boolean;
  /** In ms. */
  readonly pause: number;
}

interface Scenario {
  readonly steps: readonly Step[];
  readonly fates: readonly (readonly Fate[])[];
  readonly pageSizes: readonly number[];
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(NAMES.length - 1),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant('send' as const) },
    { weight: 6, arbitrary: fc.constant('react' as const) },
    { weight: 4, arbitrary: fc.constant('edit' as const) },
    { weight: 3, arbitrary: fc.constant('remove' as const) },
    { weight: 1, arbitrary: fc.constantFrom('cut', 'reload', 'earlier', 'check') },
  ),
  which: fc.nat(7),
  on: fc.boolean(),
  pause: fc.constantFrom(0, 0, 1, 300, 3_000, 30_000),
});

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('ok' as const) },
  { weight: 3, arbitrary: fc.constantFrom('before', 'after', 'slow', 'late') },
);

const scenario: fc.Arbitrary<Scenario> = fc.record({
  steps: fc.array(step, { maxLength: 40 }),
  fates: fc.tuple(...NAMES.map(() => fc.array(fate, { maxLength: 12 }))),
  pageSizes: fc.tuple(...NAMES.map(() => fc.constantFrom(Infinity, Infinity, 2, 5))),
});

/** Everything about a message that readers see. */
function shown({ author, ...message }: ChatMessage): unknown {
  const { id, text, removed, editedAt, reactions, replyTo, mentions } = message;
  const by = [author.id, author.name];
  return { id, text, removed, editedAt, reactions, replyTo, mentions, by };
}

const ADA: Mention = { id: 'ada', start: 0, length: 4 };

/** @param removed receives the ids of the messages that their authors remove */
function act(client: Client, { what, which, on }: Step, removed: Set<string>): void {
  const { room } = client;
  const { messages } = client;
  const target = messages[messages.length - 1 - (which % Math.max(1, messages.length))]?.id ?? '';
  switch (what) {
    case 'send':
      room.send(`message ${which}`, { replyTo: on ? target : undefined });
      break;
    case 'react':
      room.changes?.react(target, EMOJI[which % EMOJI.length] ?? '', on);
      break;
    case 'edit':
      room.changes?.edit(target, `@Ada ${which}`, { mentions: on ? [ADA] : [] });
      break;
    case 'remove': {
      const id = on ? target : (room.getState().pending[0]?.id ?? target);
      if (room.changes?.remove(id)) removed.add(id);
      break;
    }
    case 'cut':
      client.cut();
      break;
    case 'reload':
      client.reload();
      break;
    case 'earlier':
      room.fetchEarlier();
      break;
    case 'check':
      room.check(on);
  }
}

/**
 * A late answer may store a copy of a message behind newer ones. A reader that fetches as little as two messages at a time
 * takes it for the newest one that it had, and looks no further. A usual page has a hundred, and so holds both.
 */
function pagesOf({ fates, pageSizes }: Scenario): readonly number[] {
  return fates.flat().includes('late') ? pageSizes.map(() => Infinity) : pageSizes;
}

async function play(mode: ChatMode, scenario: Scenario): Promise<void> {
  const { steps, fates } = scenario;
  const pageSizes = pagesOf(scenario);
  const clock = new FakeClock();
  const service = new FakeService(mode, HISTORY_LIMIT);
  const clients = NAMES.map(
    (name, at) => new Client(name, service, clock, fates[at], pageSizes[at]),
  );
  const removed = new Set<string>();
  let relations = 0;
  for (const each of steps) {
    const client = clients[each.who];
    if (each.what !== 'send' && client) relations += 1;
    if (client && (each.what === 'send' || relations < MAX_RELATIONS)) act(client, each, removed);
    await clock.advance(each.pause);
  }
  for (const client of clients) client.heal();
  await clock.advance(120_000);
  // A late retry may have stored a removed message again: its author's client sees it at the next occasion.
  for (const client of clients) client.heal();
  await clock.advance(60_000);
  for (const client of clients) await client.fetchAll();

  const newcomer = new Client('newcomer', service, clock);
  await clock.advance(10_000);
  await newcomer.fetchAll();
  try {
    for (const { room, name } of clients) {
      const { pending, changes, status } = room.getState();
      expect({ name, pending, changes, status }).toEqual({
        name,
        pending: [],
        changes: changes.filter(({ state }) => state === 'failed'),
        status: 'connected',
      });
    }
    const first = newcomer.messages[0]?.id;
    for (const { messages, name } of clients) {
      // Older ones are no longer in the list.
      const at = messages.findIndex(({ id }) => id === first);
      const common = first === undefined ? messages : messages.slice(Math.max(0, at));
      expect([name, common.map(shown)]).toEqual([name, newcomer.messages.map(shown)]);
    }
    const returned = newcomer.messages.filter((each) => removed.has(each.id) && !each.removed);
    expect(returned).toEqual([]);
    const texts = service.messages.map((text) => JSON.parse(text) as { id: string });
    const tombstones = newcomer.messages.filter(({ removed }) => removed).map(({ id }) => id);
    expect(texts.map(({ id }) => id).filter((id) => tombstones.includes(id))).toEqual([]);
  } finally {
    for (const client of [...clients, newcomer]) client.dispose();
  }
}

describe('messages and their relations, live, fetched, doubled, cut off and late', () => {
  for (const mode of ['direct', 'moderated'] as const) {
    it(`are the same for every reader of a ${mode} room, for newcomers too`, async () => {
      await fc.assert(
        fc.asyncProperty(scenario, (each) => play(mode, each)),
        { numRuns: CASES, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
    }, 600_000);
  }
});
