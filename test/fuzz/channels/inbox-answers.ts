import { MAX_TOPIC_MESSAGE_BYTES } from '../../../src/local-momento/engine/limits.js';
import { readConversation, readEvent } from '../../../src/inbox/read-inbox.js';
import { inboxAnswer, type InboxCase } from '../cases/inbox-answers.js';
import { json } from '../cases/shared.js';
import { CACHE, type World } from '../world.js';
import { sentinel, type Channel } from './channel.js';
import { asSent } from './items.js';

const SAM = { id: 'sam', name: 'Sam' };
/** Whole answers that are fed at once: each may open a stream. */
const MAX_WHOLE = 3;

export const inboxAnswers: Channel<InboxCase> = {
  name: 'inbox answers',
  cases: inboxAnswer,
  share: 4,
  batch: 40,
  mayFail: true,
  async feed(world, cases) {
    const whole = cases.filter(({ part }) => part === 'access' || part === 'page');
    const parts = cases.filter((it) => !whole.includes(it));
    return [
      ...(await feedParts(world, parts)),
      ...(await feedWhole(world, whole.slice(0, MAX_WHOLE))),
    ];
  },
};

function conversation(room: string, excerpt: string): object {
  const fields = { status: 'open', visitor: { name: 'Grace' }, lastBy: 'visitor', lastAt: 1 };
  return { room, excerpt, ...fields, version: 1, context: { Page: 'Home' } };
}

/** Parts of answers, among valid ones, which must be shown. */
async function feedParts(world: World, cases: readonly InboxCase[]): Promise<string[]> {
  const { page, momento, inboxes, newRoom } = world;
  const [topic, room] = [newRoom(), newRoom()];
  const of = (part: InboxCase['part'], ...right: object[]): string => {
    const texts = cases.filter((it) => it.part === part && isJson(it.text)).map(({ text }) => text);
    return `[${[...texts, ...right.map(json)].join(',')}]`;
  };
  const now = Date.now();
  const opened = conversation(room, 'Opened');
  const notes = of('note', { id: 'last', by: SAM, text: 'A note', at: 1 });
  const reports = of('report', { room, id: 'last', text: 'Rude', author: {}, count: 1, at: 1 });
  const lines = of('line', opened);
  inboxes.clear();
  inboxes.set('main', {
    access: await accessTo(world, topic),
    list: `{"conversations":${lines},"counts":{},"agents":${of('agent')},"now":${now}}`,
    open: `{"conversation":${json(opened)},"notes":${notes}}`,
    presence: `{"agents":${of('agent')},"now":${now}}`,
    reports: `{"reports":${reports},"total":1}`,
  });
  const complaints = await page.evaluate((room) => fuzz.enterInbox('/inbox/main', room), room);
  const before = await page.evaluate(() => fuzz.inboxDropped());
  const left = (JSON.parse(lines) as unknown[]).filter((it) => !readConversation(it)).length;
  if (before < left) complaints.push(`droppedCount ${before}, not ${left} or more`);

  const items = cases
    .filter(({ part }) => part === 'item' || part === 'line')
    .map(({ text, ...it }) => ({ ...it, text: asSent(text, MAX_TOPIC_MESSAGE_BYTES) }))
    .filter(({ text }) => text !== '');
  for (const { text, tokenId } of items) {
    momento.direct.publish({ cache: CACHE, topic, text, tokenId });
  }
  const { id } = sentinel();
  const last = { type: 'conversation', conversation: conversation(newRoom(), id) };
  momento.direct.publish({ cache: CACHE, topic, text: json(last) });
  complaints.push(...(await page.evaluate((id) => fuzz.lookAtInbox(id), id)));
  const dropped = (await page.evaluate(() => fuzz.inboxDropped())) - before;
  const expected = items.filter(({ text, tokenId }) => tokenId !== '' || !readEvent(text)).length;
  if (dropped < expected) complaints.push(`droppedCount ${dropped}, not ${expected} or more`);
  return complaints;
}

/** Whole answers: an inbox that makes no sense of one says so. */
async function feedWhole(world: World, cases: readonly InboxCase[]): Promise<string[]> {
  const access = await accessTo(world, world.newRoom());
  const { authToken } = JSON.parse(access) as { authToken: string };
  world.inboxes.clear();
  cases.forEach(({ part, text }, index) => {
    const filled = text
      .replaceAll('@TOKEN@', authToken)
      .replaceAll('@ENDPOINT@', world.momento.webUrl);
    const answers = part === 'access' ? { access: filled } : { access, list: filled };
    world.inboxes.set(String(index), answers);
  });
  const urls = cases.map((_, index) => `/inbox/${index}`);
  return world.page.evaluate((urls) => fuzz.enterInboxes(urls), urls);
}

/** A valid answer, with a real token. */
async function accessTo({ tokenUrl }: World, topic: string): Promise<string> {
  const response = await fetch(`${tokenUrl}&room=${topic}`);
  const { expiresAt, ...token } = (await response.json()) as { expiresAt: number };
  const more = { topic, agent: SAM, cannedAnswers: [], hasDesk: true };
  return json({ ...token, cacheName: CACHE, expiresAt: 1000 * expiresAt, ...more });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
