import { afterEach, describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/overlay/command.js';
import { parseNotice } from '../../src/overlay/notice.js';

describe('a polluted Object.prototype', () => {
  const prototype = Object.prototype as Record<string, unknown>;

  afterEach(() => {
    for (const name of ['momentoChat', 'type', 'body', 'request', 'text', 'evil']) {
      delete prototype[name];
    }
  });

  it('adds no missing fields to a message', () => {
    Object.assign(prototype, { momentoChat: 1, type: 'open' });
    expect(parseCommand({})).toBeUndefined();
    expect(parseCommand({ type: 'open' })).toBeUndefined();
    expect(parseCommand({ momentoChat: 1 })).toBeUndefined();
    Object.assign(prototype, { body: { request: 1, text: 'Hello' } });
    expect(parseCommand({ momentoChat: 1, type: 'send' })).toBeUndefined();
    Object.assign(prototype, { request: 1, text: 'Hello' });
    expect(parseCommand({ momentoChat: 1, type: 'send', body: {} })).toBeUndefined();
  });

  it('does not result from a message', () => {
    const data = JSON.parse(
      '{"momentoChat":1,"type":"send","__proto__":{"evil":1},"body":{"request":1,"text":"Hello","__proto__":{"evil":1},"constructor":{"prototype":{"evil":1}}}}',
    ) as unknown;
    const command = parseCommand(structuredClone(data));
    expect(command?.body).toEqual({ request: 1, text: 'Hello' });
    expect(Object.keys(command?.body ?? {})).toEqual(['request', 'text']);
    expect(({} as { evil?: unknown }).evil).toBeUndefined();
    expect((command?.body as { evil?: unknown }).evil).toBeUndefined();
  });
});

describe('data that throws when it is read', () => {
  it('is ignored without an exception', () => {
    const trap = new Proxy({}, { getOwnPropertyDescriptor: () => fail() });
    const getter = Object.defineProperty({ momentoChat: 1 }, 'type', { get: () => fail() });
    expect(parseCommand(trap)).toBeUndefined();
    expect(parseNotice(getter)).toBeUndefined();
  });

  function fail(): never {
    throw new Error('the parser read a property that it must not read');
  }
});
