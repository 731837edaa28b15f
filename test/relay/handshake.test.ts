import { IncomingMessage, request as httpRequest } from 'node:http';
import { PassThrough } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { handshakeCheck } from '../../src/server/relay/relay-handshake.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

type Headers = Record<string, string>;

describe('a handshake with a relay', () => {
  let momento: LocalMomento;
  let relay: RelayServer;

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE] });
    relay = await startRelay(momento, { allowedOrigins: ['https://example.com'] });
  });

  afterEach(async () => {
    await relay.stop();
    await momento.close();
  });

  /** What a page can have its visitor's browser send without a word of socket.io: an image's address will do. */
  function shakeHands(headers: Headers): Promise<{ status: number; body: string }> {
    const url = `${relay.url}/socket.io/?EIO=4&transport=polling`;
    return new Promise((resolve, reject) => {
      const request = httpRequest(url, { headers, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      request.on('error', reject).end();
    });
  }

  it.each<[string, (url: URL) => Headers]>([
    ['an image of another site', () => ({ 'Sec-Fetch-Site': 'cross-site' })],
    ['an image of a sibling subdomain', () => ({ 'Sec-Fetch-Site': 'same-site' })],
    ['a page of another site', () => ({ Origin: 'https://evil.example' })],
    ['a page of the same host and another scheme', ({ host }) => ({ Origin: `https://${host}` })],
    ['a page of the same host and another port', () => ({ Origin: 'http://127.0.0.1:1' })],
    [
      'a page that says by which scheme it came',
      ({ host }) => ({ Origin: `https://${host}`, 'X-Forwarded-Proto': 'https' }),
    ],
    ['a sandboxed frame', () => ({ Origin: 'null' })],
    ['a host that is none', () => ({ Host: 'h:99999', Origin: 'http://h:99999' })],
    ['a host with a user in it', () => ({ Host: 'a@b', Origin: 'http://a@b' })],
  ])('is refused, with the reason, to %s', async (_, headersFor) => {
    const { status, body } = await shakeHands(headersFor(new URL(relay.url)));
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({
      message: expect.stringMatching(/^unable to enter; .*allowedOrigins/) as string,
    });
    expect(relay.relay.stats().refusals).toEqual({ 'not-allowed': 1 });
  });

  it.each<[string, (url: URL) => Headers]>([
    ['a page of its own', ({ origin }) => ({ Origin: origin })],
    ['a page of its own that loads', () => ({ 'Sec-Fetch-Site': 'same-origin' })],
    [
      'a page of its own behind a proxy, by the browser’s word',
      () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://chat.example' }),
    ],
    ['a listed page', () => ({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://example.com' })],
    ['a program', () => ({})],
    ['a program with a host that is none', () => ({ Host: 'h:99999' })],
  ])('is open to %s', async (_, headersFor) => {
    expect(await shakeHands(headersFor(new URL(relay.url)))).toMatchObject({ status: 200 });
  });

  it('tells the host once why the pages behind its proxy do not get in', async () => {
    const { host } = new URL(relay.url);
    for (let n = 0; n < 3; n += 1) await shakeHands({ Origin: `https://${host}` });
    await shakeHands({ Origin: 'https://evil.example' });
    expect(relay.errors.map(String)).toEqual([
      expect.stringMatching(`https://${host} in; .* list the page's origin in allowedOrigins`),
    ]);
  });

  it('over TLS is open to pages over TLS, and to none in the clear', () => {
    const isOpenTo = (origin: string): boolean => {
      const message = new IncomingMessage(new TLSSocket(new PassThrough()));
      Object.assign(message.headers, { host: 'chat.example', origin });
      let isOpen = false;
      handshakeCheck(new Set(), () => undefined)(message, (_, allowed) => (isOpen = allowed));
      return isOpen;
    };
    expect(isOpenTo('https://chat.example')).toBe(true);
    expect(isOpenTo('http://chat.example')).toBe(false);
  });
});
