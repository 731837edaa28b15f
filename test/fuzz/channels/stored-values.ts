import { storedValue, type StoredCase } from '../cases/stored-values.js';
import { CACHE, type World } from '../world.js';
import { sentinel, type Channel } from './channel.js';

export const storedValues: Channel<StoredCase> = {
  name: 'stored values',
  cases: storedValue,
  share: 5,
  batch: 10,
  // A restored message that cannot be sent writes a line to the console.
  mayFail: true,
  async feed(world, cases) {
    const complaints: string[] = [];
    for (const group of byVisit(cases)) complaints.push(...(await visit(world, group)));
    return complaints;
  },
};

/** Groups cases into visits: each has at most one value per slot, but any number of unsent messages. */
function byVisit(cases: readonly StoredCase[]): StoredCase[][] {
  const visits: StoredCase[][] = [[]];
  for (const it of cases) {
    const last = visits.at(-1) ?? [];
    if (it.slot !== 'outbox' && last.some(({ slot }) => slot === it.slot)) visits.push([it]);
    else last.push(it);
  }
  return visits;
}

async function visit(
  { page, momento, newRoom, tokenUrl }: World,
  cases: readonly StoredCase[],
): Promise<string[]> {
  const room = newRoom();
  const place = JSON.stringify([CACHE, room, 'ada']);
  const unsent = { id: '01J00000000000000000000000', text: `Unsent, ${sentinel().id}`, sentAt: 1 };
  const entries = cases.map(({ slot, value }): [string, string] => {
    const keys = {
      draft: `momento-chat:draft:${place}`,
      details: `momento-chat:draft-details:${place}`,
      read: `momento-chat:read:${place}`,
      open: `momento-chat:open:${room}`,
      guest: 'momento-chat:guest',
      outbox: `momento-chat:outbox:${place}:${idOf(value)}`,
    };
    return [keys[slot], value];
  });
  entries.push([`momento-chat:outbox:${place}:${unsent.id}`, JSON.stringify(unsent)]);
  const variant = cases.some(({ slot }) => slot === 'open') ? 'launcher' : 'inline';
  await page.evaluate(
    async (entries, attributes) => {
      fuzz.leave();
      fuzz.store(entries);
      await fuzz.enterWith(attributes);
      await fuzz.untilSent();
    },
    entries,
    { room, variant, 'token-url': tokenUrl },
  );
  const state = await page.evaluate(() => fuzz.state());
  const complaints: string[] = [];
  const sent = momento.direct.listFetch({ cache: CACHE, list: room });
  if (!sent.some((item) => item.includes(unsent.text))) complaints.push('lost: an unsent message');
  const draft = cases.find(({ slot }) => slot === 'draft')?.value;
  if (draft !== undefined && state.draft !== draft) {
    complaints.push(`another draft: ${JSON.stringify(state.draft.slice(0, 80))}`);
  }
  return complaints;
}

function idOf(value: string): string {
  try {
    const id: unknown = (JSON.parse(value) as { id?: unknown } | null)?.id;
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}
