import { expect } from '@open-wc/testing';
import { CacheGet, MomentoErrorCode, type TopicItem } from '@gomomento/sdk-web';
import { fileKey, uploadKey } from '../../src/protocol/attachments.js';
import type { TokenEndpointAnswer } from '../../src/server/index.js';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { errorCodeOf } from '../helpers/engine-responses.js';
import { webClients, type WebClients } from '../helpers/engine-web-clients.js';
import { startTokenEndpoint, type TestTokenEndpoint } from '../helpers/token-endpoint-client.js';

const CACHE = 'instant-messaging';

describe('a token from the endpoint, in a browser', () => {
  let engine: TestEngine;
  let endpoint: TestTokenEndpoint;
  let grace: WebClients;

  async function ask(tokenUrl: string, room: string): Promise<Response> {
    const url = new URL(tokenUrl);
    url.searchParams.set('room', room);
    return fetch(url, { credentials: 'include' });
  }

  async function clientsOf(user: string, room: string): Promise<WebClients> {
    const response = await ask(endpoint.urlFor(user), room);
    const { authToken, endpoint: momento } = (await response.json()) as TokenEndpointAnswer;
    return webClients(momento ?? '', authToken);
  }

  before(async () => {
    engine = await startEngine({ caches: [CACHE] });
    endpoint = await startTokenEndpoint({ ...engine, attachments: {} });
    grace = await clientsOf('grace', 'lobby');
  });

  after(async () => {
    await endpoint.stop();
    await engine.stop();
  });

  it('comes with all that the widget needs', async () => {
    const response = await ask(endpoint.urlFor('grace'), 'lobby');
    const { authToken, expiresAt, ...rest } = (await response.json()) as TokenEndpointAnswer;
    expect(authToken).to.be.a('string');
    // Readable from another origin, and there once.
    expect(Date.parse(response.headers.get('Date') ?? '')).to.be.within(
      Date.now() - 60_000,
      Date.now() + 60_000,
    );
    expect(expiresAt).to.be.within(Date.now() / 1000 + 3_500, Date.now() / 1000 + 3_700);
    expect(rest).to.deep.equal({
      cacheName: CACHE,
      user: { id: 'grace', name: 'Grace' },
      attachments: { types: 'images', maxSize: 1_048_576 },
      endpoint: engine.webUrl,
    });
  });

  it('opens its room, and names its bearer to the others', async () => {
    const ada = await clientsOf('ada', 'lobby');
    const heard = new Promise<TopicItem>((resolve, reject) => {
      ada.topics
        .subscribe(CACHE, 'lobby', {
          onItem: resolve,
          onError: (error) => {
            reject(new Error(error.toString()));
          },
        })
        .then(async () => {
          await grace.cache.listPushBack(CACHE, 'lobby', 'hello');
          await grace.topics.publish(CACHE, 'lobby', 'hello');
        })
        .catch(reject);
    });
    const item = await heard;
    expect(item.valueString()).to.equal('hello');
    expect(item.tokenId()).to.equal('grace');
    expect((await ada.cache.listFetch(CACHE, 'lobby')).value()).to.deep.equal(['hello']);
  });

  for (const room of ['other', 'lobb', 'lobby2', 'lobby-input']) {
    it(`opens nothing of the room "${room}"`, async () => {
      await engine.push({ cache: CACHE, list: room }, 'secret');
      const responses = [
        await grace.cache.listFetch(CACHE, room),
        await grace.cache.listPushBack(CACHE, room, 'x'),
        await grace.cache.listRemoveValue(CACHE, room, 'secret'),
        await grace.topics.publish(CACHE, room, 'x'),
        await grace.topics.subscribe(CACHE, room, {
          onItem: () => undefined,
          onError: () => undefined,
        }),
      ];
      for (const response of responses) {
        expect(errorCodeOf(response)).to.equal(MomentoErrorCode.PERMISSION_ERROR);
      }
      expect(await engine.list({ cache: CACHE, list: room })).to.deep.equal(['secret']);
    });
  }

  it('reads and writes the files of its room, and of no other', async () => {
    const bytes = new Uint8Array([0, 255, 128]);
    await grace.cache.set(CACHE, fileKey('lobby', 'f1', 0), bytes);
    const response = await grace.cache.get(CACHE, fileKey('lobby', 'f1', 0));
    expect(response).to.be.instanceOf(CacheGet.Hit);
    expect((response as CacheGet.Hit).valueUint8Array()).to.deep.equal(bytes);

    const other = await clientsOf('ada', 'lobby2');
    await other.cache.set(CACHE, fileKey('lobby2', 'f1', 0), bytes);
    for (const key of [fileKey('lobby2', 'f1', 0), uploadKey('lobby', 'grace', 'f1', 0)]) {
      const responses = [
        await grace.cache.get(CACHE, key),
        await grace.cache.set(CACHE, key, 'x'),
        await grace.cache.delete(CACHE, key),
      ];
      for (const refused of responses) {
        expect(errorCodeOf(refused)).to.equal(MomentoErrorCode.PERMISSION_ERROR);
      }
    }
  });

  it('of a moderated room reads it, and writes to its inbox alone', async () => {
    await engine.push({ cache: CACHE, list: 'talk' }, 'welcome');
    await endpoint.behave({ mode: 'moderated', times: 1 });
    const member = await clientsOf('ada', 'talk');
    const refused = [
      await member.cache.listPushBack(CACHE, 'talk', 'x'),
      await member.cache.listConcatenateBack(CACHE, 'talk', ['x']),
      await member.cache.listRemoveValue(CACHE, 'talk', 'welcome'),
      await member.cache.delete(CACHE, 'talk'),
      await member.topics.publish(CACHE, 'talk', 'x'),
      await member.cache.listFetch(CACHE, 'talk-input'),
      await member.topics.subscribe(CACHE, 'talk-input', {
        onItem: () => undefined,
        onError: () => undefined,
      }),
    ];
    for (const response of refused) {
      expect(errorCodeOf(response)).to.equal(MomentoErrorCode.PERMISSION_ERROR);
    }
    expect((await member.cache.listFetch(CACHE, 'talk')).value()).to.deep.equal(['welcome']);
    expect((await member.topics.publish(CACHE, 'talk-input', 'x')).type).to.equal('Success');
  });

  it('may be for reading only', async () => {
    await endpoint.behave({ readOnly: true, times: 1 });
    const reader = await clientsOf('ada', 'lobby');
    expect((await reader.cache.listFetch(CACHE, 'lobby')).type).to.equal('Hit');
    await grace.cache.set(CACHE, fileKey('lobby', 'f2', 0), 'bytes');
    expect((await reader.cache.get(CACHE, fileKey('lobby', 'f2', 0))).type).to.equal('Hit');
    const stored = await reader.cache.set(CACHE, fileKey('lobby', 'f2', 0), 'x');
    expect(errorCodeOf(stored)).to.equal(MomentoErrorCode.PERMISSION_ERROR);
    const pushed = await reader.cache.listPushBack(CACHE, 'lobby', 'x');
    expect(errorCodeOf(pushed)).to.equal(MomentoErrorCode.PERMISSION_ERROR);
  });
});

describe('a token endpoint that misbehaves for a test', () => {
  let engine: TestEngine;
  let endpoint: TestTokenEndpoint;

  const ask = () => fetch(`${endpoint.url}&room=lobby`, { cache: 'no-store' });

  before(async () => {
    engine = await startEngine({ caches: [CACHE] });
  });

  beforeEach(async () => {
    endpoint = await startTokenEndpoint(engine);
  });

  afterEach(() => endpoint.stop());
  after(() => engine.stop());

  it('says when to come back, readable from another origin, and then is well again', async () => {
    await endpoint.behave({ status: 429, retryAfter: '7', times: 1 });
    const response = await ask();
    expect(response.status).to.equal(429);
    expect(response.headers.get('Retry-After')).to.equal('7');
    expect((await ask()).status).to.equal(200);
  });

  it('answers with anything', async () => {
    await endpoint.behave({ body: '<p>Hello', contentType: 'text/html' });
    const response = await ask();
    expect(response.status).to.equal(200);
    expect(response.headers.get('Content-Type')).to.equal('text/html');
    expect(await response.text()).to.equal('<p>Hello');
  });

  it('changes fields of a real answer', async () => {
    await endpoint.behave({ tokenTtlSeconds: 2, answer: { user: null, mode: 'moderated' } });
    const answer = (await (await ask()).json()) as Record<string, unknown>;
    expect(answer).to.include({ mode: 'moderated' }).and.not.have.property('user');
    expect(answer['expiresAt']).to.be.within(Date.now() / 1000, Date.now() / 1000 + 3);
  });

  it('hangs until it is told otherwise', async () => {
    await endpoint.behave({ hang: true });
    const answered = ask();
    // The request has come in before the next command is carried out, or it never hung.
    while ((await endpoint.requests()).length === 0);
    await endpoint.behave({});
    expect((await answered).status).to.equal(200);
  });

  for (const behaviour of [{ drop: true }, { withoutCors: true }]) {
    it(`fails as the network does: ${JSON.stringify(behaviour)}`, async () => {
      await endpoint.behave(behaviour);
      const error = await ask().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(TypeError);
    });
  }

  it('records the requests', async () => {
    await fetch(`${endpoint.urlFor('grace')}&room=lobby`, { headers: { 'X-Session': 'abc' } });
    const [preflight, request, ...more] = await endpoint.requests();
    expect(more).to.deep.equal([]);
    expect(preflight?.method).to.equal('OPTIONS');
    expect(request).to.include({ method: 'GET', room: 'lobby' });
    expect(request?.path).to.equal('/momento-token?user=grace&room=lobby');
    expect(request?.headers).to.include({ 'x-session': 'abc', origin: location.origin });
  });
});
