import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';
import { items } from '../../server/token-endpoint/permissions.js';

const KIB = 1024;
const TOPIC_BYTES = 4 * KIB;
const ELEMENT_BYTES = 128 * KIB;
const ITEM_BYTES = 5 * KIB * KIB;
/** What a key and the framing may take of an item's size. */
const SPARE_BYTES = KIB;
const REFUSED = 'LIMIT_EXCEEDED_ERROR';

export const limits: readonly Assumption[] = [
  {
    id: 'topic-4-kb',
    statement:
      'A topic item of 4,096 bytes is delivered, and a larger one refused by its limit’s error.',
    dependsOn: 'the longest message (protocol/limits.ts)',
    operations: 30,
    check: (world) =>
      observing(async (see) => {
        const topic = world.name('room');
        const stream = await world.openStream(topic);
        const text = 'é'.repeat(TOPIC_BYTES / 2);
        see.equal('4,096 bytes', (await world.owner.publish(topic, text)).code, 'ok');
        see.equal('their length', (await stream.item())?.text?.length, text.length);
        see.equal('4,097 bytes', (await world.owner.publish(topic, `${text}x`)).code, REFUSED);
      }),
  },
  {
    id: 'element-128-kb',
    statement: 'A list element of 128 KB is stored, and a larger one refused by its limit’s error.',
    dependsOn: 'messages fit into lists (local-momento/engine/limits.ts)',
    operations: 400,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        const element = 'x'.repeat(ELEMENT_BYTES);
        see.equal('128 KB', (await world.owner.push(list, element)).code, 'ok');
        see.equal('a byte more', (await world.owner.push(list, `${element}x`)).code, REFUSED);
      }),
  },
  {
    id: 'file-part',
    statement:
      'A token for a prefix stores an item of 128 KB of any bytes, and reads the same bytes.',
    dependsOn: 'attachments: files are stored in items of 48 KB (protocol/attachments.ts)',
    operations: 300,
    check: (world) =>
      observing(async (see) => {
        const prefix = world.name('file/');
        const bearer = await world.bearer(items(world.cacheName, 'readwrite', { prefix }));
        const bytes = Uint8Array.from({ length: 128 * KIB }, (_, index) => (index * 31) % 256);
        see.equal('storing', (await bearer.set(`${prefix}1`, bytes, 600)).code, 'ok');
        const { value } = await bearer.get(`${prefix}1`);
        see.that('the bytes', Buffer.from(bytes).equals(value ?? Buffer.alloc(0)), value?.length);
      }),
  },
  {
    id: 'item-5-mb',
    statement:
      'An item of nearly 5 MB is stored and read, and one of more refused by its limit’s error.',
    dependsOn: 'attachments: the largest file, and its bound',
    operations: 16_000,
    alone: true,
    timeoutMs: 200_000,
    needs: 'large',
    check: (world) =>
      observing(async (see) => {
        const key = world.name('item');
        const bytes = new Uint8Array(ITEM_BYTES - SPARE_BYTES).fill(7);
        see.equal('storing', (await world.owner.set(key, bytes)).code, 'ok');
        see.equal('its bytes', (await world.owner.get(key)).value?.length, bytes.length);
        const larger = new Uint8Array(ITEM_BYTES + SPARE_BYTES);
        see.equal('more', (await world.owner.set(key, larger)).code, REFUSED);
      }),
  },
  {
    id: 'reported-limits',
    statement: 'The cache reports the limits of 4 KB a topic item, 5 MB an item and 24 hours.',
    dependsOn: 'the limits that are written into the product (protocol/limits.ts)',
    operations: 5,
    check: (world) =>
      observing(async (see) => {
        const listed = await world.owner.control(({ cache }) => cache.listCaches());
        if (!('getCaches' in listed)) throw new Error(listed.message());
        const own = listed.getCaches().find((cache) => cache.getName() === world.cacheName);
        see.equal('a topic item', own?.getTopicLimits().maxPublishMessageSizeKb, 4);
        see.equal('an item', own?.getCacheLimits().maxItemSizeKb, 5 * KIB);
        see.equal('its seconds', own?.getCacheLimits().maxTtlSeconds, 86_400);
      }),
  },
];
