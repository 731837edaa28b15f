import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { NO_QUOTAS } from './account.js';
import { plan, type Case, type Row } from './plan.js';
import { calibrationOf, millionOf, tableOf } from './report.js';
import { simulate } from './simulation.js';
import { measureOnTheWire } from './wire.js';

/**
 * What a number of rooms and people takes of Momento, and which quota ends it: real moderators on a simulated account, after
 * a run over the wire has told how long calls take.
 *
 *     npm run scale
 *     npm run scale -- --price 0.5     # of a million operations: prints what a month costs
 *     npm run scale -- --update        # writes the tables into docs/scale.md
 */

const { values } = parseArgs({
  options: { price: { type: 'string' }, update: { type: 'boolean', default: false } },
});
const price = values.price === undefined ? undefined : Number(values.price);

const CASES: readonly Case[] = [1, 10, 100, 1_000].flatMap((rooms) =>
  [10, 100, 1_000, 10_000].filter((people) => people >= rooms).map((people) => ({ rooms, people })),
);
const TEN_ROOMS = { rooms: 10, messagesPerSecond: 10, seconds: 30, processes: 2 };

const wire = await measureOnTheWire(TEN_ROOMS);
const latencyMs = wire.callMs;
const simulated = await simulate({ ...TEN_ROOMS, people: 100, quotas: NO_QUOTAS, latencyMs });
const calibration = calibrationOf(wire, simulated);
console.log(`${calibration}\n`);

const rows: Row[] = [];
for (const one of CASES) {
  rows.push(await plan(one, latencyMs, one.people > 1_000 ? 30 : 60));
  console.log(tableOf(rows.slice(-1), price).split('\n').at(-1));
}
const table = tableOf(rows, price);
console.log(`\n${table}\n`);
const large = rows.at(-1);
const million = large ? millionOf(wire, large) : '';
console.log(million);
if (values.update) await update({ table, calibration, million });
process.exit();

/** Replaces what is between `<!-- name -->` and `<!-- /name -->`. */
async function update(parts: Readonly<Record<string, string>>): Promise<void> {
  let text = readFileSync('docs/scale.md', 'utf8');
  for (const [name, part] of Object.entries(parts)) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before = '', rest = ''] = text.split(start);
    text = `${before}${start}\n\n${part}\n\n${end}${rest.split(end)[1] ?? ''}`;
  }
  writeFileSync('docs/scale.md', await format(text, { parser: 'markdown', printWidth: 140 }));
}
