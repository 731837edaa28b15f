import { MAX_TOPIC_MESSAGE_BYTES } from '../../../src/local-momento/engine/limits.js';
import { relationsKey } from '../../../src/protocol/room-rules.js';
import {
  floodCase,
  HONEST_IDS,
  HONEST_USERS,
  relationCase,
  type FloodCase,
  type RelationCase,
} from '../cases/relations.js';
import type { ChatState, ShownMessage } from '../page.js';
import { CACHE, type World } from '../world.js';
import { sentinel, type Channel } from './channel.js';
import { asSent, judgeItems } from './items.js';

/** Properties in the order in which they are compared, as JSON. */
const KEYS = ['id', 'text', 'edited', 'removed', 'replyTo', 'reactions'];
/** The most users whose reactions to a message are kept. */
const MAX_USERS = 10_000;

const message = (number: number, userId: string, text: string, more = {}): string => {
  const [id, order] = [`h${String(number)}`, 1000 + number];
  return JSON.stringify({ id, username: userId, message: text, userId, order, ...more });
};
const relation = (type: string, userId: string, fields: object): string =>
  JSON.stringify({ type, userId, username: userId, order: 2000, ...fields });

const MESSAGES = [
  message(1, 'grace', 'The first'),
  message(2, 'grace', 'The second'),
  message(3, 'grace', 'The third'),
  message(4, 'linus', 'An answer', { replyTo: { id: 'h1', order: 1001 } }),
  message(5, 'ada', 'My own'),
];
const RELATIONS = [
  relation('reaction', 'linus', { id: 'r1', target: 'h1', emoji: '🎈', on: true }),
  relation('edit', 'grace', { id: 'r2', target: 'h2', text: 'The second, edited' }),
  relation('removal', 'grace', { id: 'h3', place: 1003 }),
  relation('reaction', 'grace', { id: 'r3', target: 'h5', emoji: '👍', on: true }),
];
/** Comes live, behind the hostile ones. */
const LAST = relation('reaction', 'ada', { id: 'r4', target: 'h4', emoji: '🎉', on: true });
const EXPECTED = [
  { id: 'h1', text: 'The first', reactions: ['🎈 linus'] },
  { id: 'h2', text: 'The second, edited', edited: true },
  { id: 'h3', text: '', removed: true },
  { id: 'h4', text: 'An answer', replyTo: 'h1', reactions: ['🎉 ada'] },
  { id: 'h5', text: 'My own', reactions: ['👍 grace'] },
].map((it) => JSON.stringify({ edited: false, removed: false, reactions: [], ...it }, KEYS));

export const relations: Channel<RelationCase> = {
  name: 'relations',
  cases: relationCase,
  share: 12,
  batch: 90, // with the honest messages and a sentinel, one page of history at most
  mayFail: false,
  async feed(world, cases) {
    const items = cases.map((it) => ({ ...it, text: asSent(it.text, MAX_TOPIC_MESSAGE_BYTES) }));
    const { state, delivered } = await visit(world, items);
    return [...judgeItems(delivered, state), ...judgeHonest(state, HONEST_IDS)];
  },
};

export const floods: Channel<FloodCase> = {
  name: 'floods of relations',
  cases: floodCase,
  share: 0.5,
  batch: 3,
  mayFail: false,
  async feed(world, cases) {
    const { state } = await visit(world, cases.flatMap(itemsOf));
    const complaints = judgeHonest(state, HONEST_IDS.slice(1));
    const flooded = state.messages.find(({ id }) => id === 'h1');
    if (flooded?.text !== 'The first') complaints.push('lost: the message of the flood');
    const users = new Set(flooded?.reactions.flatMap((it) => it.users)).size;
    if (users > MAX_USERS) complaints.push(`${String(users)} users reacted to one message`);
    return complaints;
  },
};

/** All about the first message, or about messages that do not exist. */
function itemsOf({ type, place, count, emoji, firstOrder }: FloodCase): RelationCase[] {
  return Array.from({ length: count }, (_, index) => {
    const user = `forged-${String(index)}`;
    const fields = {
      reaction: { id: `r-${user}`, target: 'h1', emoji, on: true },
      edit: { id: `e-${user}`, target: 'h1', text: `Edited by ${user}` },
      removal: { id: `m-${user}`, place: firstOrder + index },
    }[type];
    const text = relation(type, user, { ...fields, order: firstOrder + index });
    return { place, text, tokenId: place === 'topic' ? user : '' };
  });
}

/** Enters a room with honest items and these. */
async function visit(
  { page, momento, newRoom, tokenUrl }: World,
  items: readonly RelationCase[],
): Promise<{ state: ChatState; delivered: { text: string; tokenId?: string }[] }> {
  const room = newRoom();
  const textsFor = (place: RelationCase['place']): string[] =>
    items.filter((item) => item.place === place).map(({ text }) => text);
  const lists = [
    [room, [...MESSAGES, ...textsFor('messages')]],
    [relationsKey(room), [...RELATIONS, ...textsFor('relations')]],
  ] as const;
  for (const [list, values] of lists)
    momento.direct.listPush({ cache: CACHE, list, values: [...values] });
  await page.evaluate(
    (room, tokenUrl) => fuzz.enter({ room, 'token-url': tokenUrl }, ['connected']),
    room,
    tokenUrl,
  );
  const live = items.filter(({ place, text }) => place === 'topic' && text !== '');
  const { id, item } = sentinel();
  const ends = [
    { text: LAST, tokenId: 'ada' },
    { text: item, tokenId: '' },
  ];
  for (const { text, tokenId } of [...live, ...ends]) {
    momento.direct.publish({ cache: CACHE, topic: room, text, tokenId });
  }
  await page.evaluate((id) => fuzz.untilMessage(id), id);
  const state = await page.evaluate(() => fuzz.state());
  const stored = lists[0][1].map((text) => ({ text }));
  const related = lists[1][1].map((text) => ({ text, isRelation: true }));
  return { state, delivered: [...stored, ...related, ...live, ...ends] };
}

/** Checks that these messages are exactly as honest users left them, but for reactions by others. */
function judgeHonest({ messages }: ChatState, ids: readonly string[]): string[] {
  const shown = messages.filter(({ id }) => ids.includes(id)).map(honestPartOf);
  const expected = EXPECTED.filter((_, index) => ids.includes(HONEST_IDS[index] ?? ''));
  return expected
    .map((wanted, index) => [wanted, String(shown[index])] as const)
    .filter(([wanted, found]) => found !== wanted)
    .map(([wanted, found]) => `an honest message changed: ${found}, not ${wanted}`);
}

function honestPartOf({ reactions, ...message }: ShownMessage): string {
  const honest = reactions.flatMap(({ emoji, users }) =>
    users.filter((user) => HONEST_USERS.includes(user)).map((user) => `${emoji} ${user}`),
  );
  return JSON.stringify({ ...message, reactions: honest }, KEYS);
}
