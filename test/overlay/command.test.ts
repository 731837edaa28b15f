import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/overlay/command.js';
import { tagged } from '../../src/overlay/protocol.js';
import { COMMANDS, INVALID, NOTICES } from './protocol-samples.js';

describe('a command', () => {
  it.each(COMMANDS)('is read: $type', (command) => {
    expect(parseCommand(structuredClone(tagged(command)))).toEqual(command);
  });

  it('is not a notice', () => {
    for (const notice of NOTICES) expect(parseCommand(tagged(notice))).toBeUndefined();
  });

  it.each(INVALID.map((data) => [data]))('is not %o', (data) => {
    expect(parseCommand(data)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    'Hello',
    {},
    { text: 'Hello' },
    { request: 1 },
    { request: '1', text: 'Hello' },
    { request: -1, text: 'Hello' },
    { request: 1.5, text: 'Hello' },
    { request: NaN, text: 'Hello' },
    { request: Infinity, text: 'Hello' },
    { request: 2 ** 53, text: 'Hello' },
    { request: 1, text: 7 },
    { request: 1, text: null },
    { request: 1, text: ['Hello'] },
    { request: 1, text: { length: 1 } },
  ])('is not read with the request %j', (body) => {
    expect(parseCommand({ momentoChat: 1, type: 'send', body })).toBeUndefined();
    expect(parseCommand({ momentoChat: 1, type: 'enter-room', body })).toBeUndefined();
  });

  it.each([
    ['send', 4097],
    ['send', 10_000_000],
    ['enter-room', 257],
    ['enter-room', 10_000_000],
  ])('%s is not read with %i characters', (type, length) => {
    const body = { request: 1, text: 'x'.repeat(length) };
    expect(parseCommand({ momentoChat: 1, type, body })).toBeUndefined();
  });

  it('is not read with a request number of another type', () => {
    for (const request of [1n, Symbol('1'), [1], { valueOf: () => 1 }, new Date(1)]) {
      const body = { request, text: 'Hello' };
      expect(parseCommand({ momentoChat: 1, type: 'send', body })).toBeUndefined();
    }
  });

  it('is read without undocumented fields', () => {
    const data = {
      momentoChat: 1,
      type: 'open',
      body: { request: 1 },
      origin: 'https://game.example',
      source: null,
      __proto__: { evil: true },
    };
    expect(parseCommand(data)).toEqual({ type: 'open', body: undefined });
  });
});
