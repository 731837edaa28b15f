import { describe, expect, it } from 'vitest';
import { parseMomentoOrigin } from '../../src/protocol/web-origin.js';

describe('an endpoint’s origin', () => {
  it.each([
    'https://cell.example.com',
    'https://cell.example.com:8443',
    'http://127.0.0.1:8081',
    'http://127.1.2.3',
    'http://localhost:8081',
    'http://[::1]:8081',
  ])('may be %s, with or without a slash at the end', (origin) => {
    expect(parseMomentoOrigin(origin)).toBe(origin);
    expect(parseMomentoOrigin(`${origin}/`)).toBe(origin);
  });

  it('is normalized as a URL', () => {
    expect(parseMomentoOrigin('HTTPS://Cell.Example.com:443')).toBe('https://cell.example.com');
    expect(parseMomentoOrigin('http://127.1:80')).toBe('http://127.0.0.1');
  });

  it.each([
    'http://example.com',
    'http://0.0.0.0:8081',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://user@localhost',
    'https://example.com/path',
    'https://example.com//',
    'https://example.com/?q',
    'https://example.com/#f',
    'https://user:secret@example.com',
    'javascript:alert(1)',
    'blob:https://example.com/x',
    'ws://localhost',
    'example.com',
    '',
    7,
    null,
    undefined,
    { toString: () => 'https://example.com' },
  ])('may not be %s', (value) => {
    expect(parseMomentoOrigin(value)).toBeUndefined();
  });
});
