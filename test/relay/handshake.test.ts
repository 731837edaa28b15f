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

  /** Sends the request that a page can cause without socket.io's client, with an image's address for example. */
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
      'a page with a forged X-Forwarded-Proto header',
      ({ host }) => ({ Origin: `https://${host}`, 'X-Forwarded-Proto': 'https' }),
    ],
    ['a sandboxed frame', () => ({ Origin: 'null' })],
    ['an invalid host', () => ({ Host: 'h:99999', Origin: 'http://h:99999' })],
    ['a host with a user name', () => ({ Host: 'a@b', Origin: 'http://a@b' })],
  ])('is refused to %s, with the reason', async (_, headersFor) => {
    const { status, body } = await shakeHands(headersFor(new URL(relay.url)));
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({
      message: expect.stringMatching(/^unable to enter; .*allowedOrigins/) as string,
    });
    expect(relay.relay.stats().refusals).toEqual({ 'not-allowed': 1 });
  });

  it.each<[string, (url: URL) => Headers]>([
    ['an own page', ({ origin }) => ({ Origin: origin })],
    ['an own page without an Origin header', () => ({ 'Sec-Fetch-Site': 'same-origin' })],
    [
      'an own page behind a proxy, by the browser’s Sec-Fetch-Site header',
      () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://chat.example' }),
    ],
    ['a listed page', () => ({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://example.com' })],
    ['a program', () => ({})],
    ['a program with an invalid host', () => ({ Host: 'h:99999' })],
  ])('is open to %s', async (_, headersFor) => {
    expect(await shakeHands(headersFor(new URL(relay.url)))).toMatchObject({ status: 200 });
  });

  it('reports once to the host why the pages behind its proxy are refused', async () => {
    const { host } = new URL(relay.url);
    for (let n = 0; n < 3; n += 1) await shakeHands({ Origin: `https://${host}` });
    await shakeHands({ Origin: 'https://evil.example' });
    expect(relay.errors.map(String)).toEqual([
      expect.stringMatching(`https://${host} in; .* list the page's origin in allowedOrigins`),
    ]);
  });

  it('over TLS is open to https pages, and refused to http pages', () => {
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
