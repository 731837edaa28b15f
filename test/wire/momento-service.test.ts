import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as ours from '../../src/wire/momento-service.js';
import type { Message } from '../../src/wire/message.js';

/** The same calls on our messages and on those that the SDK publishes: the generated code is the measure. */

type Accessors = Readonly<Record<string, (value?: unknown) => unknown>>;
type Generated = Accessors & { serializeBinary(): Uint8Array };
type GeneratedClass = (new () => Generated) & { deserializeBinary(bytes: Uint8Array): Accessors };

const requireFromProject = createRequire(import.meta.url);
const requireFromSdk = createRequire(requireFromProject.resolve('@gomomento/sdk-web/package.json'));
const theirs = Object.assign(
  {},
  ...['cacheclient_pb', 'cachepubsub_pb', 'common_pb'].map(
    (name) => requireFromSdk(`@gomomento/generated-types-webtext/dist/${name}.js`) as object,
  ),
) as Record<string, GeneratedClass>;

function generated(name: string): GeneratedClass {
  return classOf(theirs, name);
}

function ourClass(name: string): typeof Message {
  return classOf(ours as unknown as Record<string, typeof Message>, name);
}

function classOf<Class>(classes: Readonly<Record<string, Class>>, name: string): Class {
  const found = classes[name];
  if (!found) throw new Error(`no ${name}`);
  return found;
}

/** A message as the value of a field: its name, and its own values. */
type Inner = readonly ['message', string, Values];
type Values = Readonly<Record<string, unknown>>;

function isInner(value: unknown): value is Inner {
  return Array.isArray(value) && value[0] === 'message';
}

/** Both messages of a name, with the same values. */
function both(name: string, values: Values): [Message, Generated] {
  const mine = new (ourClass(name))();
  const published = new (generated(name))();
  for (const [field, value] of Object.entries(values)) {
    const pair = isInner(value) ? both(value[1], value[2]) : [value, value];
    (mine as unknown as Accessors)[`set${field}`]?.(pair[0]);
    published[`set${field}`]?.(pair[1]);
  }
  return [mine, published];
}

const BASE64 = Buffer.from('Grüße 🦊').toString('base64');

describe('the requests', () => {
  it.each([
    ['_ListFetchRequest', { ListName: BASE64, UnboundedStart: ['message', '_Unbounded', {}] }],
    ['_ListFetchRequest', { ListName: BASE64, InclusiveStart: -30, ExclusiveEnd: -10 }],
    [
      '_ListFetchRequest',
      { ListName: BASE64, InclusiveStart: 0, UnboundedEnd: ['message', '_Unbounded', {}] },
    ],
    [
      '_ListPushBackRequest',
      {
        ListName: BASE64,
        Value: BASE64,
        TtlMilliseconds: 86_400_000,
        RefreshTtl: true,
        TruncateFrontToSize: 500,
      },
    ],
    [
      '_ListPushBackRequest',
      { ListName: '', Value: '', TtlMilliseconds: 0, RefreshTtl: false, TruncateFrontToSize: 0 },
    ],
    [
      '_ListConcatenateBackRequest',
      {
        ListName: BASE64,
        ValuesList: [BASE64, '', BASE64],
        TtlMilliseconds: 1,
        RefreshTtl: true,
        TruncateFrontToSize: 1,
      },
    ],
    ['_ListConcatenateBackRequest', { ListName: BASE64, ValuesList: [] }],
    ['_ListRemoveRequest', { ListName: BASE64, AllElementsWithValue: BASE64 }],
    ['_GetRequest', { CacheKey: BASE64 }],
    ['_SetRequest', { CacheKey: BASE64, CacheBody: BASE64, TtlMilliseconds: 86_400_000 }],
    ['_UpdateTtlRequest', { CacheKey: BASE64, OverwriteToMilliseconds: 86_400_000 }],
    [
      '_PublishRequest',
      { CacheName: 'c', Topic: 'ü', Value: ['message', '_TopicValue', { Text: 'hello 🦊' }] },
    ],
    [
      '_PublishRequest',
      { CacheName: 'c', Topic: 't', Value: ['message', '_TopicValue', { Text: '' }] },
    ],
    [
      '_PublishRequest',
      {
        CacheName: 'c',
        Topic: 't',
        Value: ['message', '_TopicValue', { Text: 'a', Binary: BASE64 }],
      },
    ],
    [
      '_SubscriptionRequest',
      { CacheName: 'c', Topic: 't', ResumeAtTopicSequenceNumber: 2 ** 40, SequencePage: 7 },
    ],
    [
      '_SubscriptionRequest',
      { CacheName: '', Topic: '', ResumeAtTopicSequenceNumber: 0, SequencePage: 0 },
    ],
  ])('are the same bytes (%s %j)', (name, values) => {
    const [mine, published] = both(name, values);
    expect([...mine.serializeBinary()]).toEqual([...published.serializeBinary()]);
  });
});

describe('the responses', () => {
  /** The published message with the values; nested messages are made first. */
  function bytesOf(name: string, values: Values): Uint8Array {
    const message = new (generated(name))();
    for (const [field, value] of Object.entries(values)) message[`set${field}`]?.(value);
    return message.serializeBinary();
  }

  function make(name: string, values: Values = {}): unknown {
    const [outer = '', inner] = name.split('.');
    const type = generated(outer);
    const inners = type as unknown as Record<string, GeneratedClass>;
    const message = new (inner === undefined ? type : classOf(inners, inner))();
    for (const [field, value] of Object.entries(values)) message[`set${field}`]?.(value);
    return message;
  }

  /** What the getters return, with messages as what their getters return. */
  function read(message: Accessors, getters: Getters): unknown {
    return Object.entries(getters).map(([name, inner]) => {
      const value = message[`get${name}`]?.();
      if (inner === null) return value instanceof Uint8Array ? [...value] : value;
      return value ? read(value as Accessors, inner) : undefined;
    });
  }

  interface Getters {
    readonly [name: string]: Getters | null;
  }

  const FOUND: Getters = { Found: { ValuesList: null }, Missing: {} };
  const ITEM: Getters = {
    Item: {
      TopicSequenceNumber: null,
      SequencePage: null,
      PublisherId: null,
      Value: { Text: null, Binary: null },
    },
    Discontinuity: { LastTopicSequence: null, NewTopicSequence: null, NewSequencePage: null },
    Heartbeat: {},
  };

  it.each<[string, Values, Getters]>([
    ['_ListPushBackResponse', { ListLength: 300 }, { ListLength: null }],
    ['_ListConcatenateBackResponse', {}, { ListLength: null }],
    ['_UpdateTtlResponse', { Set: make('_UpdateTtlResponse._Set') }, { Set: {}, Missing: {} }],
    [
      '_UpdateTtlResponse',
      { NotSet: make('_UpdateTtlResponse._NotSet') },
      { Set: {}, Missing: {} },
    ],
    [
      '_UpdateTtlResponse',
      { Missing: make('_UpdateTtlResponse._Missing') },
      { Set: {}, Missing: {} },
    ],
    ['_GetResponse', { Result: 3, Message: 'x' }, { Result: null, CacheBody_asU8: null }],
    ['_GetResponse', { Result: 2, CacheBody: BASE64 }, { Result: null, CacheBody_asU8: null }],
    ['_ListFetchResponse', { Missing: make('_ListFetchResponse._Missing') }, FOUND],
    ['_ListFetchResponse', { Found: make('_ListFetchResponse._Found') }, FOUND],
    [
      '_ListFetchResponse',
      { Found: make('_ListFetchResponse._Found', { ValuesList: [BASE64, '', 'AQID'] }) },
      FOUND,
    ],
    ['_SubscriptionItem', { Heartbeat: make('_Heartbeat') }, ITEM],
    [
      '_SubscriptionItem',
      {
        Discontinuity: make('_Discontinuity', {
          LastTopicSequence: 1,
          NewTopicSequence: 2 ** 33,
          NewSequencePage: 3,
        }),
      },
      ITEM,
    ],
    [
      '_SubscriptionItem',
      {
        Item: make('_TopicItem', {
          TopicSequenceNumber: 9,
          SequencePage: 1,
          PublisherId: 'ada',
          Value: make('_TopicValue', { Text: 'ü' }),
        }),
      },
      ITEM,
    ],
    [
      '_SubscriptionItem',
      { Item: make('_TopicItem', { Value: make('_TopicValue', { Binary: 'AQID' }) }) },
      ITEM,
    ],
    ['_SubscriptionItem', { Item: make('_TopicItem') }, ITEM],
    ['_SubscriptionItem', {}, ITEM],
  ])('have the same values (%s, %#)', (name, values, getters) => {
    const bytes = bytesOf(name, values);
    const mine = ourClass(name).deserializeBinary(bytes);
    const published = generated(name).deserializeBinary(bytes);
    expect(read(mine as unknown as Accessors, getters)).toEqual(read(published, getters));
  });

  it('skip unknown fields, and have the last value of a oneof', () => {
    const item = bytesOf('_SubscriptionItem', { Item: make('_TopicItem') });
    const heartbeat = bytesOf('_SubscriptionItem', { Heartbeat: make('_Heartbeat') });
    const unknown = [0xfa, 0x01, 2, 1, 2];
    const bytes = Uint8Array.from([...item, ...unknown, ...heartbeat]);
    const mine = ours._SubscriptionItem.deserializeBinary(bytes);
    expect(read(mine as unknown as Accessors, ITEM)).toEqual(
      read(generated('_SubscriptionItem').deserializeBinary(bytes), ITEM),
    );
  });
});
