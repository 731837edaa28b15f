import { expect } from '@open-wc/testing';
import {
  AuthClient,
  CredentialProvider,
  DisposableTokenScopes,
  ExpiresIn,
  GenerateDisposableToken,
  MomentoErrorCode,
  type TopicSubscribe,
} from '@gomomento/sdk-web';
import type { Permission } from '../../src/local-momento/index.js';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { eventually } from '../helpers/engine-eventually.js';
import { Inbox } from '../helpers/engine-inbox.js';
import { errorCodeOf } from '../helpers/engine-responses.js';
import { webClients, wrapToken, type WebClients } from '../helpers/engine-web-clients.js';

const { AUTHENTICATION_ERROR, PERMISSION_ERROR } = MomentoErrorCode;

describe('tokens in the browser SDK', () => {
  let engine: TestEngine;

  before(async () => {
    engine = await startEngine({ caches: ['chat'] });
  });

  after(() => engine.stop());

  async function as(...permissions: Permission[]): Promise<WebClients> {
    const { authToken } = await engine.token({ permissions, validForSeconds: 600 });
    return webClients(engine.webUrl, authToken);
  }

  async function codeOf(response: Promise<object>): Promise<string | undefined> {
    return errorCodeOf(await response);
  }

  function subscribe({ topics }: WebClients, topic: string): Promise<TopicSubscribe.Response> {
    const ignore = () => undefined;
    return topics.subscribe('chat', topic, { onItem: ignore, onError: ignore });
  }

  it('are required for every call', async () => {
    const response = await fetch(`${engine.webUrl}/cache_client.Scs/ListFetch`, {
      method: 'POST',
      headers: { 'content-type': 'application/grpc-web-text', cache: 'chat' },
      body: 'AAAAAAA=',
    });
    expect(new URL(engine.webUrl).origin).not.to.equal(location.origin);
    expect(response.headers.get('grpc-status')).to.equal('16');
  });

  it('must be issued by this engine', async () => {
    const foreign = await startEngine({ caches: ['chat'] });
    const { apiKey } = await foreign.token({
      permissions: [{ role: 'readwrite' }, { role: 'publishsubscribe' }],
      validForSeconds: 600,
    });
    await foreign.stop();
    for (const stranger of [apiKey, 'not-a-token']) {
      const clients = webClients(engine.webUrl, wrapToken(engine.webUrl, stranger));
      expect(await codeOf(clients.cache.listFetch('chat', 'room'))).to.equal(AUTHENTICATION_ERROR);
      expect(await codeOf(clients.topics.publish('chat', 'room', 'x'))).to.equal(
        AUTHENTICATION_ERROR,
      );
      expect(await codeOf(subscribe(clients, 'room'))).to.equal(AUTHENTICATION_ERROR);
    }
  });

  it('permit one key and no other', async () => {
    const { cache } = await as({ role: 'readwrite', cache: 'chat', item: { key: 'room' } });
    expect(await codeOf(cache.listPushBack('chat', 'room', 'x'))).to.equal(undefined);
    expect(await codeOf(cache.listPushBack('chat', 'room2', 'x'))).to.equal(PERMISSION_ERROR);
  });

  it('permit one topic and no other, for publishing or subscribing only if so restricted', async () => {
    const publisher = await as({ role: 'publishonly', cache: 'chat', topic: 'room-input' });
    const { topics } = publisher;
    expect(await codeOf(topics.publish('chat', 'room-input', 'x'))).to.equal(undefined);
    expect(await codeOf(topics.publish('chat', 'room', 'x'))).to.equal(PERMISSION_ERROR);
    expect(await codeOf(subscribe(publisher, 'room-input'))).to.equal(PERMISSION_ERROR);
    const reader = await as({ role: 'subscribeonly', cache: 'chat', topic: 'room' });
    expect(await codeOf(reader.topics.publish('chat', 'room', 'x'))).to.equal(PERMISSION_ERROR);
  });

  it('permit reading without writing', async () => {
    const { cache } = await as({ role: 'readonly', cache: 'chat', item: { key: 'history' } });
    expect(await codeOf(cache.listFetch('chat', 'history'))).to.equal(undefined);
    expect(await codeOf(cache.listPushBack('chat', 'history', 'x'))).to.equal(PERMISSION_ERROR);
  });

  it('end the open subscription and permit no call once expired', async () => {
    const { authToken } = await engine.token({
      permissions: [{ role: 'publishsubscribe', cache: 'chat' }],
      validForSeconds: 2,
    });
    const clients = webClients(engine.webUrl, authToken);
    const errors = new Inbox<TopicSubscribe.Error>();
    const opened = await clients.topics.subscribe('chat', 'room', {
      onItem: () => undefined,
      onError: errors.push,
    });
    expect(errorCodeOf(opened)).to.equal(undefined);
    expect((await errors.next()).errorCode()).to.equal(AUTHENTICATION_ERROR);
    expect(await codeOf(clients.topics.publish('chat', 'room', 'x'))).to.equal(
      AUTHENTICATION_ERROR,
    );
    await eventually(async () => (await engine.stats()).openStreams === 0);
  });

  it('are issued for the API key by the browser’s AuthClient', async () => {
    const make = (apiKey: string) => {
      const auth = new AuthClient({
        credentialProvider: CredentialProvider.fromDisposableToken({
          apiKey: wrapToken(engine.webUrl, apiKey),
          endpointOverrides: {
            cacheEndpoint: engine.webUrl,
            controlEndpoint: engine.webUrl,
            tokenEndpoint: engine.webUrl,
          },
        }),
      });
      const scope = DisposableTokenScopes.cacheKeyReadOnly('chat', 'room');
      return auth.generateDisposableToken(scope, ExpiresIn.minutes(5));
    };
    const made = await make(engine.apiKey);
    if (!(made instanceof GenerateDisposableToken.Success)) throw new Error(made.toString());
    expect(made.endpoint).to.equal(new URL(engine.webUrl).host);
    const { cache } = webClients(engine.webUrl, made.authToken);
    expect(await codeOf(cache.listFetch('chat', 'room'))).to.equal(undefined);
    expect(await codeOf(cache.listFetch('chat', 'other'))).to.equal(PERMISSION_ERROR);
    expect(await codeOf(make('wrong'))).to.equal(AUTHENTICATION_ERROR);
  });
});
