import { inspect } from 'node:util';
import { Server, ServerCredentials, status, type sendUnaryData } from '@grpc/grpc-js';
import { permission_messages } from '@gomomento/generated-types/dist/permissionmessages.js';
import { token as messages } from '@gomomento/generated-types/dist/token.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createTokenEndpoint,
  TokenIssueError,
  type RoomAccess,
  type RoomMode,
  type TokenGrant,
} from '../../src/server/index.js';
import {
  momentoTokenIssuer,
  type MomentoTokenIssuer,
} from '../../src/server/token-endpoint/momento-token-issuer.js';

type Request = messages._GenerateDisposableTokenRequest;
type Response = messages._GenerateDisposableTokenResponse;

const API_KEY = 'the-api-key-that-stays-at-home';
const { CacheRole, TopicRole } = permission_messages;

/** A token service that keeps what it is asked and answers as a test says. */
const requests: Request[] = [];
let respond: (callback: sendUnaryData<Response>) => void;
let server: Server;
let port: number;
let issuer: MomentoTokenIssuer;

function answerWith(api_key: string): (callback: sendUnaryData<Response>) => void {
  return (callback) => {
    callback(
      null,
      new messages._GenerateDisposableTokenResponse({
        api_key,
        endpoint: 'cell.example',
        valid_until: 1_763_640_000,
      }),
    );
  };
}

function connect(timeoutMs?: number): MomentoTokenIssuer {
  return momentoTokenIssuer({
    credentialProvider: {
      getAuthToken: () => API_KEY,
      getTokenEndpoint: () => `127.0.0.1:${port}`,
      isTokenEndpointSecure: () => false,
    },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

function issue(
  access: RoomAccess = 'read-write',
  mode: RoomMode = 'direct',
  more: Partial<TokenGrant> = {},
) {
  return issuer({
    cacheName: 'instant-messaging',
    room: 'サポート',
    access,
    mode,
    tokenId: 'u1',
    ttlSeconds: 600,
    ...more,
  });
}

beforeAll(async () => {
  server = new Server();
  server.addService(messages.UnimplementedTokenService.definition, {
    GenerateDisposableToken: (call: { request: Request }, callback: sendUnaryData<Response>) => {
      requests.push(call.request);
      respond(callback);
    },
  });
  port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  issuer = connect();
});

afterEach(() => {
  requests.length = 0;
});

afterAll(() => {
  issuer.close();
  server.forceShutdown();
});

describe('the request to Momento', () => {
  it('names the list, the list of relations and the topic, exactly, and nothing else', async () => {
    respond = answerWith('disposable');
    await issue();
    const permissions = requests[0]?.permissions;
    expect(permissions?.kind).toBe('explicit');
    const [item, relations, topic, ...more] = permissions?.explicit.permissions ?? [];
    expect(more).toEqual([]);

    expect(item?.kind).toBe('cache_permissions');
    const { role, cache_selector, item_selector } = item?.cache_permissions ?? {};
    expect(role).toBe(CacheRole.CacheReadWrite);
    expect(cache_selector?.cache_name).toBe('instant-messaging');
    expect(item_selector?.kind).toBe('key');
    expect(Buffer.from(item_selector?.key ?? []).toString()).toBe('サポート');

    expect(relations?.kind).toBe('cache_permissions');
    expect(relations?.cache_permissions.role).toBe(CacheRole.CacheReadWrite);
    expect(relations?.cache_permissions.cache_selector.cache_name).toBe('instant-messaging');
    expect(relations?.cache_permissions.item_selector.kind).toBe('key');
    expect(Buffer.from(relations?.cache_permissions.item_selector.key ?? []).toString()).toBe(
      'momento-chat/relations/["サポート"]',
    );

    expect(topic?.kind).toBe('topic_permissions');
    expect(topic?.topic_permissions.role).toBe(TopicRole.TopicReadWrite);
    expect(topic?.topic_permissions.cache_selector.cache_name).toBe('instant-messaging');
    expect(topic?.topic_permissions.topic_selector.kind).toBe('topic_name');
    expect(topic?.topic_permissions.topic_selector.topic_name).toBe('サポート');
  });

  it('asks for reading and subscribing alone where the visitor may only read', async () => {
    respond = answerWith('disposable');
    await issue('read-only');
    const permissions = requests[0]?.permissions.explicit.permissions;
    expect(permissions?.map((permission) => permission.kind)).toEqual([
      'cache_permissions',
      'cache_permissions',
      'topic_permissions',
    ]);
    expect(permissions?.[0]?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(permissions?.[1]?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(permissions?.[2]?.topic_permissions.role).toBe(TopicRole.TopicReadOnly);
  });

  it('asks for reading, and for writing to the inbox alone, where the room is moderated', async () => {
    respond = answerWith('disposable');
    await issue('read-write', 'moderated');
    const [item, relations, room, inbox, ...more] =
      requests[0]?.permissions.explicit.permissions ?? [];
    expect(item?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(relations?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(room?.topic_permissions.role).toBe(TopicRole.TopicReadOnly);
    expect(room?.topic_permissions.topic_selector.topic_name).toBe('サポート');
    expect(inbox?.topic_permissions.role).toBe(TopicRole.TopicWriteOnly);
    expect(inbox?.topic_permissions.topic_selector.topic_name).toBe('サポート-input');
    expect(inbox?.topic_permissions.cache_selector.cache_name).toBe('instant-messaging');
    expect(more).toEqual([]);
  });

  it('asks for no inbox where the visitor may only read a moderated room', async () => {
    respond = answerWith('disposable');
    await issue('read-only', 'moderated');
    const permissions = requests[0]?.permissions.explicit.permissions;
    expect(permissions?.map(({ topic_permissions: topic }) => topic?.role)).toEqual([
      undefined,
      undefined,
      TopicRole.TopicReadOnly,
    ]);
  });

  it.each([
    ['read-write', CacheRole.CacheReadWrite],
    ['read-only', CacheRole.CacheReadOnly],
  ] as const)(
    'names the beginning of the files’ keys for %s, if the room takes files',
    async (access, role) => {
      respond = answerWith('disposable');
      await issue(access, 'direct', { attachments: true });
      const permissions = requests[0]?.permissions.explicit.permissions ?? [];
      expect(permissions).toHaveLength(4);
      const files = permissions[3]?.cache_permissions;
      expect(files?.role).toBe(role);
      expect(files?.cache_selector.cache_name).toBe('instant-messaging');
      expect(files?.item_selector.kind).toBe('key_prefix');
      expect(Buffer.from(files?.item_selector.key_prefix ?? []).toString()).toBe(
        'momento-chat/file/["サポート",',
      );
    },
  );

  it('reads the files of a moderated room, and writes to the visitor’s own place', async () => {
    respond = answerWith('disposable');
    await issue('read-write', 'moderated', { attachments: true });
    await issue('read-only', 'moderated', { attachments: true });
    const [writer, reader] = requests.map(({ permissions }) =>
      permissions.explicit.permissions
        .slice(2)
        .filter(({ kind }) => kind === 'cache_permissions')
        .map(({ cache_permissions: { role, item_selector: items } }) => [
          role,
          Buffer.from(items.key_prefix).toString(),
        ]),
    );
    const files = [CacheRole.CacheReadOnly, 'momento-chat/file/["サポート",'];
    const own = [CacheRole.CacheWriteOnly, 'momento-chat/upload/["サポート","u1",'];
    expect(writer).toEqual([files, own]);
    expect(reader).toEqual([files]);
  });

  it('carries the key, the lifetime and the user', async () => {
    respond = answerWith('disposable');
    await issue();
    expect(requests[0]?.auth_token).toBe(API_KEY);
    expect(requests[0]?.expires.valid_for_seconds).toBe(600);
    expect(requests[0]?.token_id).toBe('u1');
  });
});

describe('Momento’s answer', () => {
  it.each([
    ['127.0.0.1:8081', { endpoint: 'http://127.0.0.1:8081' }],
    // Elsewhere browsers refuse plain http.
    ['192.0.2.1:8081', {}],
    ['cell.example', {}],
  ])('says where browsers reach an engine at %s', async (endpoint, said) => {
    respond = (callback) => {
      callback(
        null,
        new messages._GenerateDisposableTokenResponse({ api_key: 'k', endpoint, valid_until: 9e9 }),
      );
    };
    const authToken = Buffer.from(JSON.stringify({ endpoint, api_key: 'k' })).toString('base64');
    expect(await issue()).toEqual({ authToken, expiresAt: 9e9, ...said });
  });

  it('becomes a token of the form that the web SDK takes', async () => {
    respond = answerWith('disposable');
    const { authToken, expiresAt } = await issue();
    expect(expiresAt).toBe(1_763_640_000);
    expect(JSON.parse(Buffer.from(authToken, 'base64').toString())).toEqual({
      endpoint: 'cell.example',
      api_key: 'disposable',
    });
  });

  it('is not believed when it holds no token', async () => {
    respond = answerWith('');
    await expect(issue()).rejects.toThrow(/unable to read Momento’s answer/);
  });

  it.each([
    [status.RESOURCE_EXHAUSTED, 'rate-limited', 1],
    [status.UNAVAILABLE, 'unavailable', 3],
    [status.INTERNAL, 'unavailable', 3],
    [status.UNAUTHENTICATED, 'refused', undefined],
    [status.PERMISSION_DENIED, 'refused', undefined],
    [status.INVALID_ARGUMENT, 'refused', undefined],
    [status.NOT_FOUND, 'refused', undefined],
  ])('of status %i is a failure that says %s', async (code, expected, retryAfterSeconds) => {
    respond = (callback) => {
      callback({ code, details: 'because' });
    };
    const error = await issue().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TokenIssueError);
    expect(error).toMatchObject({ code: expected, retryAfterSeconds });
    expect(String(error)).toContain(`${status[code]}: because`);
  });

  it('is not waited for beyond the time-out', async () => {
    respond = () => undefined;
    const impatient = connect(50);
    const grant = {
      cacheName: 'c',
      room: 'r',
      mode: 'direct',
      tokenId: 'u',
      ttlSeconds: 60,
    } as const;
    await expect(impatient({ ...grant, access: 'read-only' })).rejects.toMatchObject({
      code: 'unavailable',
    });
    impatient.close();
  });
});

describe('the API key', () => {
  it('reaches neither the visitor nor the log, even when Momento repeats it', async () => {
    const errors: unknown[] = [];
    const endpoint = createTokenEndpoint({
      issueToken: issuer,
      authorize: () => ({ user: { id: 'u1' } }),
      onError: (error) => errors.push(error),
    });
    for (const code of [status.UNAUTHENTICATED, status.INTERNAL, status.RESOURCE_EXHAUSTED]) {
      respond = (callback) => {
        callback({ code, details: `bad key ${API_KEY} in ${API_KEY}` });
      };
      const response = await endpoint(new Request('https://chat.example/t?room=lobby'));
      const sent = inspect([await response.text(), ...response.headers]);
      expect(sent).not.toContain(API_KEY);
      expect(sent).not.toContain('bad key');
    }
    expect(errors).toHaveLength(3);
    const logged = inspect(errors, { depth: null, showHidden: true, getters: true });
    expect(logged).toContain('bad key [API key]');
    expect(logged).not.toContain(API_KEY);
  });
});
