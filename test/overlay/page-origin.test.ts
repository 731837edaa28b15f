import { describe, expect, it } from 'vitest';
import { parsePageOrigin } from '../../src/overlay/page-origin.js';

describe('the origin of a web page', () => {
  it.each(['https://game.example', 'http://localhost:5173', 'https://game.example:8443'])(
    'is read from %s, with and without a slash at the end',
    (origin) => {
      expect(parsePageOrigin(origin)).toBe(origin);
      expect(parsePageOrigin(`${origin}/`)).toBe(origin);
    },
  );

  it('is normalised as browsers write it', () => {
    expect(parsePageOrigin('HTTPS://Game.Example:443')).toBe('https://game.example');
  });

  it.each([
    '*',
    'null',
    '',
    'game.example',
    '//game.example',
    'https://*.game.example',
    'https://game.example/play',
    'https://game.example?a',
    'https://game.example#a',
    'https://user@game.example',
    'https://game.example, https://other.example',
    'file:///game.html',
    'data:text/html,game',
    'about:blank',
    'javascript:0',
    'blob:https://game.example/1',
    'chrome-extension://abc',
    null,
    undefined,
    7,
    ['https://game.example'],
  ])('is not read from %s', (value) => {
    expect(parsePageOrigin(value)).toBeUndefined();
  });
});
