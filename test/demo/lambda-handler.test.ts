import { readFile } from 'node:fs/promises';
import { CredentialProvider } from '@gomomento/sdk';
import type { AWSLambdaHandler, AwsLambdaEvent } from 'srvx/aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { TokenEndpointAnswer } from '../../src/server/index.js';
import { clientsWith } from '../helpers/engine-node-clients.js';
import { errorCodeOf } from '../helpers/engine-responses.js';
import { asPublished } from './sample.js';

const SESSION = 'session=their-session-cookie';

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/** An event as a function's URL and an HTTP API of API Gateway send it (payload 2.0): cookies are no header there. */
function event(
  query: string,
  { method = 'GET', cookies = [] as readonly string[], headers = {}, body = '' } = {},
): AwsLambdaEvent {
  const domainName = 'abc123.lambda-url.eu-central-1.on.aws';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/momento-token',
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies: [...cookies] }),
    headers: {
      host: domainName,
      accept: '*/*',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...headers,
    },
    queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abc123',
      domainName,
      domainPrefix: 'abc123',
      http: {
        method,
        path: '/momento-token',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.7',
        userAgent: 'Mozilla/5.0',
      },
      requestId: 'e1506fd5-9e7b-434f-bd42-4f8fa224b599',
      routeKey: '$default',
      stage: '$default',
      time: '28/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_867_200_000,
    },
    // Bodies that are no text by their type come in base64.
    ...(body && { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== '',
  };
}

describe('the Lambda function of the documentation', () => {
  let local: LocalMomento;
  let handler: AWSLambdaHandler;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['instant-messaging'] });
    // Replaces an account, whose key the sample reads from the environment.
    vi.spyOn(CredentialProvider, 'fromEnvVarV2').mockReturnValue(
      CredentialProvider.forMomentoLocal({ hostname: local.host, port: local.grpcPort }),
    );
    ({ handler } = await import('../../demo/lambda-handler.js'));
  });

  afterAll(async () => {
    await local.close();
    vi.restoreAllMocks();
  });

  async function invoke(...args: Parameters<typeof event>): Promise<Answer> {
    const context = { awsRequestId: 'e1506fd5', functionName: 'chat' };
    return (await handler(event(...args), context as never)) as Answer;
  }

  function bodyOf({ body, isBase64Encoded }: Answer): unknown {
    return JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
  }

  it('is what the documentation shows, except for its import paths', async () => {
    const shown = await asPublished('demo/lambda-handler.ts');
    expect(await readFile('docs/deploying.md', 'utf8')).toContain(`\`\`\`js\n${shown}\`\`\``);
  });

  it('gives the user of a cookie a token for one room', async () => {
    const answer = await invoke('room=lobby', { cookies: ['theme=dark', SESSION] });
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-store' } });
    const { authToken, user } = bodyOf(answer) as TokenEndpointAnswer;
    expect(user).toEqual({ id: 'u1', name: 'Ada' });
    const { api_key } = JSON.parse(atob(authToken)) as { api_key: string };
    using clients = clientsWith(local, api_key);
    const codes = [];
    for (const room of ['lobby', 'other']) {
      codes.push(errorCodeOf(await clients.cache.listPushBack('instant-messaging', room, 'x')));
    }
    expect(codes).toEqual([undefined, 'PERMISSION_ERROR']);
  });

  it('takes the answers before the chat from a body in base64', async () => {
    const answer = await invoke('room=lobby', {
      method: 'POST',
      cookies: [SESSION],
      headers: { 'content-type': 'application/json' },
      body: '{"answers":{"name":"Ada"}}',
    });
    expect(answer.statusCode).toBe(200);
  });

  it.each([
    ['nobody', 'room=lobby', {}, 403],
    ['another room', 'room=other', { cookies: [SESSION] }, 403],
    ['no room', '', { cookies: [SESSION] }, 400],
    [
      'a page of another origin',
      'room=lobby',
      { cookies: [SESSION], headers: { origin: 'https://evil.example' } },
      403,
    ],
    ['another method', 'room=lobby', { method: 'DELETE', cookies: [SESSION] }, 405],
  ])('refuses %s', async (_, query, options, status) => {
    const answer = await invoke(query, options);
    expect(answer.statusCode).toBe(status);
    expect(bodyOf(answer)).toHaveProperty('error.code');
  });

  it('lets a page of the function’s own origin ask', async () => {
    const headers = { origin: 'https://abc123.lambda-url.eu-central-1.on.aws' };
    expect((await invoke('room=lobby', { cookies: [SESSION], headers })).statusCode).toBe(200);
  });
});
