import {
  MAX_LIST_ELEMENT_BYTES,
  MAX_TOPIC_MESSAGE_BYTES,
} from '../../../src/local-momento/engine/limits.js';
import { parseItem } from '../../../src/protocol/item.js';
import { listElement, topicItem, type TopicCase } from '../cases/items.js';
import type { ChatState } from '../page.js';
import { CACHE } from '../world.js';
import { sentinel, type Channel } from './channel.js';

export const listElements: Channel<string> = {
  name: 'list elements',
  cases: listElement,
  share: 40,
  batch: 97, // with three sentinels, one page of history
  mayFail: false,
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

export const topicItems: Channel<TopicCase> = {
  name: 'topic items',
  cases: topicItem,
  share: 30,
  batch: 100,
  mayFail: false,
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
      // The SDK reports an empty text as an error, and delivers no item.
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

/** An item as the element receives it. */
interface Delivered {
  /** Undefined for bytes. */
  readonly text: string | undefined;
  readonly tokenId?: string;
}

/** Checks that every message occurs once with its own text, and that every other item is counted as dropped. */
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
  // A message with the id of another is a repeat, or a forgery, which is counted as dropped.
  if (dropped < least || dropped > least + repeats) {
    complaints.push(
      `droppedCount ${String(dropped)}, not ${String(least)} to ${String(least + repeats)}`,
    );
  }
  return complaints;
}

/** The text after encoding as UTF-8, which replaces halves of surrogate pairs. */
function asSent(text: string): string {
  return Buffer.from(text).toString();
}

function cutToBytes(text: string, bytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > bytes) cut = cut.slice(0, Math.floor(cut.length * 0.9));
  return cut;
}
