import type { Arbitrary } from 'fast-check';
import { parseItem } from '../../src/protocol/message.js';
import {
  MAX_LIST_ELEMENT_BYTES,
  MAX_TOPIC_MESSAGE_BYTES,
} from '../../src/local-momento/engine/limits.js';
import { parseMomentoOrigin } from '../../src/protocol/web-origin.js';
import {
  bridgeMessage,
  hostSetting,
  listElement,
  storedValue,
  tokenAnswer,
  topicItem,
  type BridgeCase,
  type HostCase,
  type StoredCase,
  type TokenCase,
  type TopicCase,
} from './cases.js';
import type { ChatState } from './page.js';
import { CACHE, LOBBY, type World } from './world.js';

/** One way in which the outside reaches a chat. */
export interface Channel<Case> {
  readonly name: string;
  readonly cases: Arbitrary<Case>;
  /** Its part of all cases, in per cent. */
  readonly share: number;
  /** Cases that are fed at once. */
  readonly batch: number;
  /** Whether elements may write into the console: a line for each failure, once for a case. */
  readonly mayFail: boolean;
  /** Feeds them, and sees to it that all else goes on as ever. @returns what is wrong, a line each */
  feed(world: World, cases: readonly Case[]): Promise<string[]>;
  /** The part of a case that can be made shorter. */
  readonly text: (it: Case) => string;
  readonly withText: (it: Case, text: string) => Case;
}

/** An item as it comes to an element. */
interface Delivered {
  /** Undefined: bytes. */
  readonly text: string | undefined;
  readonly tokenId?: string;
}

let sentinels = 0;

/** A message that is all right, among all those that are not: it has to come through. */
function sentinel(): { id: string; item: string } {
  sentinels += 1;
  const id = `sentinel-${String(sentinels)}`;
  return { id, item: JSON.stringify({ id, username: 'Grace', message: `All is well, ${id}` }) };
}

/** As it is once it has been bytes of UTF-8: halves of surrogate pairs are lost there. */
function asSent(text: string): string {
  return Buffer.from(text).toString();
}

/** Every message is there, once, with its own text; all else is counted. */
function judgeItems(delivered: readonly Delivered[], { messages, dropped }: ChatState): string[] {
  const expected = new Map<string, string>();
  const takenBack = new Set<string>();
  const ids = new Map(messages.map(({ id, text }) => [id, text]));
  let nameless = 0;
  let least = 0;
  let repeats = 0;
  for (const { text, tokenId } of delivered) {
    const read = parseItem(text, tokenId || undefined);
    if (read.kind === 'dropped') least += 1;
    if (read.kind === 'event' && typeof read.fields.id === 'string') takenBack.add(read.fields.id);
    if (read.kind !== 'message') continue;
    const { id } = read.message;
    if (read.derivedId) nameless += 1;
    else if (expected.has(id)) repeats += 1;
    else expected.set(id, read.message.text);
  }
  const complaints: string[] = [];
  for (const [id, text] of expected) {
    if (takenBack.has(id)) continue;
    if (!ids.has(id)) complaints.push(`lost: ${JSON.stringify(id)}`);
    else if (ids.get(id) !== text) complaints.push(`other text: ${JSON.stringify(id)}`);
  }
  const count = expected.size + nameless;
  if (messages.length > count || messages.length < count - takenBack.size) {
    complaints.push(`${String(messages.length)} messages, not ${String(count)}`);
  }
  // One with another's id is a repeat, or a forgery that is counted.
  if (dropped < least || dropped > least + repeats) {
    complaints.push(
      `droppedCount ${String(dropped)}, not ${String(least)} to ${String(least + repeats)}`,
    );
  }
  return complaints;
}

const list: Channel<string> = {
  name: 'list elements',
  cases: listElement,
  share: 40,
  batch: 97, // and three sentinels: a page of history
  mayFail: false,
  text: (it) => it,
  withText: (_, text) => text,
  async feed({ page, momento, origin, newRoom, tokenUrl }, cases) {
    const room = newRoom();
    const marks = [sentinel(), sentinel(), sentinel()].map(({ item }) => item);
    const middle = cases.length >> 1;
    const values = [marks[0], ...cases.slice(0, middle), marks[1], ...cases.slice(middle), marks[2]]
      .map((value = '') => value.replaceAll('@SITE@', origin))
      .map((value) => asSent(cutToBytes(value, MAX_LIST_ELEMENT_BYTES)));
    momento.direct.listPush({ cache: CACHE, list: room, values });
    await page.evaluate(
      (room, tokenUrl) => fuzz.enter({ room, 'token-url': tokenUrl }, ['connected']),
      room,
      tokenUrl,
    );
    const state = await page.evaluate(() => fuzz.state());
    return judgeItems(
      values.map((text) => ({ text })),
      state,
    );
  },
};

const topic: Channel<TopicCase> = {
  name: 'topic items',
  cases: topicItem,
  share: 30,
  batch: 100,
  mayFail: false,
  text: ({ text = '' }) => text,
  withText: (it, text) => (it.text === undefined ? it : { ...it, text }),
  async feed({ page, momento, origin, newRoom, tokenUrl }, cases) {
    const room = newRoom();
    await page.evaluate(
      (room, tokenUrl) => fuzz.enter({ room, 'token-url': tokenUrl }, ['connected']),
      room,
      tokenUrl,
    );
    const delivered: Delivered[] = [];
    for (const { text, base64 = '', tokenId } of cases) {
      const item =
        text === undefined
          ? Buffer.from(base64, 'base64')
          : asSent(cutToBytes(text.replaceAll('@SITE@', origin), MAX_TOPIC_MESSAGE_BYTES));
      momento.direct.publish({ cache: CACHE, topic: room, text: item, tokenId });
      // The SDK reports an empty text as an error of its own, and hands on nothing.
      if (item !== '')
        delivered.push({ text: typeof item === 'string' ? item : undefined, tokenId });
    }
    const { id, item } = sentinel();
    momento.direct.publish({ cache: CACHE, topic: room, text: item });
    await page.evaluate((id) => fuzz.untilMessage(id), id);
    const state = await page.evaluate(() => fuzz.state());
    return judgeItems([...delivered, { text: item }], state);
  },
};

function cutToBytes(text: string, bytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > bytes) cut = cut.slice(0, Math.floor(cut.length * 0.9));
  return cut;
}

const token: Channel<TokenCase> = {
  name: 'token answers',
  cases: tokenAnswer,
  share: 10,
  // Each that is let in holds a connection, of which browsers have six for a host.
  batch: 3,
  mayFail: true,
  text: ({ body }) => body,
  withText: (it, body) => ({ ...it, body }),
  async feed({ page, momento, newRoom, tokenUrl, answers }, cases) {
    const room = newRoom();
    const response = await fetch(`${tokenUrl}&room=${room}`);
    const { authToken } = (await response.json()) as { authToken: string };
    answers.clear();
    cases.forEach(({ status, body, headers }, index) => {
      const filled = body
        .replaceAll('@ENDPOINT@', momento.webUrl)
        .replace(/@NOW@(\d+)/g, (_, seconds) =>
          String(Math.floor(Date.now() / 1000) + Number(seconds)),
        );
      const mayLead = endpointOf(filled) === momento.webUrl;
      // Whom the host sends elsewhere goes there, and its own policy says no: that is no fault.
      const answer = filled.replaceAll('@TOKEN@', mayLead ? authToken : 'x');
      answers.set(String(index), { status, body: status === 204 ? '' : answer, headers });
    });
    const all = cases.map((_, index) => ({ room, 'token-url': `/token/${String(index)}` }));
    const complaints = await page.evaluate((all) => fuzz.enterAll(all), all);
    return complaints;
  },
};

function endpointOf(body: string): string | undefined {
  try {
    return parseMomentoOrigin((JSON.parse(body) as { endpoint?: unknown } | null)?.endpoint);
  } catch {
    return undefined;
  }
}

const bridge: Channel<BridgeCase> = {
  name: 'bridge messages',
  cases: bridgeMessage,
  share: 12,
  batch: 100,
  mayFail: false,
  text: ({ json }) => json,
  withText: (it, json) => ({ ...it, json }),
  async feed({ page, momento }, cases) {
    await page.evaluate((cases) => fuzz.post(cases), cases);
    const { id } = sentinel();
    await page.evaluate((text) => fuzz.sendThroughBridge(text), id);
    for (let tries = 0; tries < 1000; tries += 1) {
      const stored = momento.direct.listFetch({ cache: CACHE, list: LOBBY });
      if (stored.some((item) => item.includes(id))) return [];
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return ['what is sent through the bridge does not arrive any more'];
  },
};

const stores: Channel<StoredCase> = {
  name: 'stored values',
  cases: storedValue,
  share: 5,
  batch: 10,
  // What a restored message failed with before is no news; that it may not be sent again is.
  mayFail: true,
  text: ({ value }) => value,
  withText: (it, value) => ({ ...it, value }),
  async feed(world, cases) {
    const complaints: string[] = [];
    for (const group of byVisit(cases)) complaints.push(...(await visit(world, group)));
    return complaints;
  },
};

/** One visit has one draft, one memory of what was read, and so on, but any number of unsent messages. */
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

const host: Channel<HostCase> = {
  name: 'attributes and properties',
  cases: hostSetting,
  share: 3,
  batch: 25,
  mayFail: true,
  text: ({ value }) => value,
  withText: (it, value) => ({ ...it, value }),
  async feed({ page, momento, newRoom, tokenUrl }, cases) {
    const room = newRoom();
    const { id, item } = sentinel();
    momento.direct.listPush({ cache: CACHE, list: room, values: [item] });
    await page.evaluate((attributes) => fuzz.enter(attributes), { room, 'token-url': tokenUrl });
    await page.evaluate((cases) => fuzz.set(cases), cases);
    const complaints = await page.evaluate(() => fuzz.look());
    // A host that sets it right gets a chat that is right.
    const right: HostCase[] = Object.entries({ ...RIGHT, room, variant: 'inline' }).map(
      ([name, value]) => ({ name, how: 'property', value: JSON.stringify(value) }),
    );
    await page.evaluate((right) => fuzz.set(right), right);
    await page.evaluate((id) => fuzz.untilMessage(id), id);
    return complaints;
  },
};

const RIGHT = {
  connect: 'eager',
  credentials: 'same-origin',
  cacheName: CACHE,
  historyLimit: 100,
  historyTtl: 3600,
  strings: null,
  theme: 'auto',
};

/** The cases of a channel are of one type, which whoever goes through all of them need not know. */
export const CHANNELS = [list, topic, token, bridge, stores, host] as unknown as Channel<unknown>[];
