import { expect, it } from 'vitest';
import { answerTo, BOT } from './asking.js';
import { WIPED } from './evidence.js';
import { report, stored, verdict } from './make-evidence.js';

const QUESTION = { id: 'a', text: 'ada 1 ask' };
const OTHER = { id: 'b', text: 'ada 2' };
const [first = '', second = ''] = stored(['a', 'b']);

/** An answer in the list. */
function answer(id: string, order = 98): string {
  const content = { id: `${BOT.id}.${id}.0`, userId: BOT.id, message: answerTo(id) };
  return JSON.stringify({ ...content, username: BOT.name, timestamp: 1, order });
}

function complaintsOf(journal: readonly (string | typeof WIPED)[], messages = [QUESTION]) {
  const list = journal.filter((entry) => entry !== WIPED);
  const sent = new Map([['ada', messages]]);
  const { complaints } = verdict({ ada: report([]) }, { sent, journal, list });
  return complaints.filter((it) => /answer(ed)?\b/.test(it));
}

it('asks for an answer to the last question of each sender', () => {
  expect(complaintsOf([first])).toEqual(['a has no answer']);
  expect(complaintsOf([first, answer('a')])).toEqual([]);
  expect(complaintsOf([first, second], [QUESTION, OTHER])).toEqual([]);
});

it('reports a second answer, unless the first one is lost with the data', () => {
  expect(complaintsOf([first, answer('a'), answer('a')])).toEqual(['a is answered twice']);
  expect(complaintsOf([first, answer('a'), WIPED, first, answer('a')])).toEqual([]);
});

it('reports an answer to what does not ask', () => {
  expect(complaintsOf([second, answer('b')], [OTHER])).toEqual(['b is answered and does not ask']);
});

it('reports what was sent and stored during a ban, and nothing else', () => {
  const bans = [{ userId: 'ada', from: 10, until: 20 }];
  const during = (sent: number, at: number): number => {
    const [sentAt, storedAt] = [new Map([['ada', new Map([['a', sent]])]]), new Map([['a', [at]]])];
    return verdict({}, { accepted: [], list: [], bans, sentAt, storedAt }).served;
  };
  expect(during(11, 12)).toBe(1);
  // Sent before, or stored after it.
  expect(during(9, 12)).toBe(0);
  expect(during(11, 21)).toBe(0);
});
