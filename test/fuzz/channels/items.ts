import {
  MAX_LIST_ELEMENT_BYTES,
  MAX_TOPIC_MESSAGE_BYTES,
} from '../../../src/local-momento/engine/limits.js';
import { eventsIn } from '../../../src/protocol/event-codec.js';
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
      .map((value) => asSent(value, MAX_LIST_ELEMENT_BYTES));
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
          : asSent(text.replaceAll('@SITE@', origin), MAX_TOPIC_MESSAGE_BYTES);
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
export interface Delivered {
  /** Undefined for bytes. */
  readonly text: string | undefined;
  readonly tokenId?: string;
  /** Whether it is in the list of relations, where nothing else counts. */
  readonly isRelation?: boolean;
}

/**
 * Checks that every message occurs once with its own text, unless an event may have changed it, and that every other item
 * is counted as dropped.
 */
export function judgeItems(
  delivered: readonly Delivered[],
  { messages, dropped }: ChatState,
): string[] {
  const expected = new Map<string, string>();
  const edits = new Map<unknown, string[]>();
  const takenBack = new Set<unknown>();
  const removed = messages.filter((message) => message.removed);
  const shown = messages.filter((message) => !message.removed);
  const texts = new Map(shown.map(({ id, text }) => [id, text]));
  let nameless = 0;
  let least = 0;
  let repeats = 0;
  for (const { text, tokenId, isRelation } of delivered) {
    const read = parseItem(text, tokenId || undefined);
    for (const { type, id, target, text } of read.kind === 'event' ? eventsIn(read.fields) : []) {
      if (type === 'removal') takenBack.add(id);
      if (typeof text === 'string') edits.set(target, [...(edits.get(target) ?? []), text]);
    }
    if (isRelation) continue;
    if (read.kind === 'dropped') least += 1;
    if (read.kind !== 'message') continue;
    const { id } = read.message;
    if (read.derivedId) nameless += 1;
    else if (expected.has(id)) repeats += 1;
    else expected.set(id, read.message.text);
  }
  const complaints: string[] = [];
  for (const [id, ownText] of expected) {
    const text = texts.get(id);
    if (text === undefined && takenBack.has(id)) continue;
    if (text === undefined) complaints.push(`lost: ${JSON.stringify(id)}`);
    else if (ownText !== text && !edits.get(id)?.includes(text)) {
      complaints.push(`other text: ${JSON.stringify(id)}`);
    }
  }
  const count = expected.size + nameless;
  if (shown.length > count || shown.length < count - takenBack.size) {
    complaints.push(`${String(shown.length)} messages, not ${String(count)}`);
  }
  for (const { id, text } of removed) {
    if (!takenBack.has(id) || text !== '') complaints.push(`removed: ${JSON.stringify(id)}`);
  }
  // A message with the id of another is a repeat, or a forgery, which is counted as dropped.
  if (dropped < least || dropped > least + repeats) {
    complaints.push(
      `droppedCount ${String(dropped)}, not ${String(least)} to ${String(least + repeats)}`,
    );
  }
  return complaints;
}

/** The text as it arrives: cut to the size of a topic message, or a list element. */
export function asSent(text: string, maxBytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > maxBytes) cut = cut.slice(0, Math.floor(cut.length * 0.9));
  // Encoding as UTF-8 replaces halves of surrogate pairs.
  return Buffer.from(cut).toString();
}
