import { createServer } from 'node:http';
import { createHmac } from 'node:crypto';
import { NoopMomentoLoggerFactory, TopicClient, TopicConfigurations } from '@gomomento/sdk';
import type { Assumption } from '../assumption.js';
import type { CheckWorld } from '../check-world.js';
import { observing, unknown, type Outcome } from '../outcome.js';

const NO_WEBHOOKS = 'the embedded engine has no webhooks';
/** For a webhook that is never called. */
const NOWHERE = 'https://example.com/momento-chat-verify';
const DELIVERY_MS = 30_000;
const MAX_BODY_BYTES = 65_536;

export const webhooks: readonly Assumption[] = [
  {
    id: 'webhooks',
    statement: 'Topics have webhooks: the SDK puts one, gets its secret, lists it and deletes it.',
    dependsOn:
      'moderation without a process that listens (server/moderation/moderation-webhook.ts)',
    operations: 10,
    check: (world) =>
      onService(world, () =>
        observing(async (see) => {
          const name = world.name('hook');
          const { owner } = world;
          // Deleting it again is harmless.
          world.onEnd(() => void deleted(world, name));
          const put = await owner.control(({ topics }) =>
            topics.putWebhook(world.cacheName, name, {
              destination: NOWHERE,
              topicName: world.name('room'),
            }),
          );
          see.equal('putting one', told(put), 'ok');
          if (told(put) !== 'ok') return;
          const secret = await owner.control(({ topics }) =>
            topics.getWebhookSecret(world.cacheName, name),
          );
          const text = 'secret' in secret ? secret.secret() : '';
          see.that('its secret', text !== '', told(secret));
          const listed = await owner.control(({ topics }) => topics.listWebhooks(world.cacheName));
          const names =
            'getWebhooks' in listed ? listed.getWebhooks().map(({ id }) => id.webhookName) : [];
          see.that('the list', names.includes(name), told(listed));
          const gone = await owner.control(({ topics }) =>
            topics.deleteWebhook(world.cacheName, name),
          );
          see.equal('deleting it', told(gone), 'ok');
        }),
      ),
  },
  {
    id: 'webhook-signature',
    statement:
      'A webhook’s request is JSON with `cache`, `topic`, `publish_timestamp`, `token_id` and `text`, and its header `momento-signature` is the HMAC-SHA3-256 of the body in hex.',
    dependsOn: 'who called the moderation webhook (server/moderation/webhook-signature.ts)',
    operations: 10,
    timeoutMs: 60_000,
    needs: 'webhook-url',
    check: (world) => onService(world, () => checkSignature(world)),
  },
];

async function checkSignature(world: CheckWorld): Promise<Outcome> {
  const { webhook } = world.means;
  if (!webhook) return unknown('it needs a public URL of this machine; give one by --webhook-url');
  const [name, topic] = [world.name('hook'), world.name('room')];
  const { owner } = world;
  world.onEnd(() => void deleted(world, name));
  const request = firstRequest(world, webhook.port);
  // It is awaited only once there is a webhook.
  request.catch(() => undefined);
  const put = await owner.control(({ topics }) =>
    topics.putWebhook(world.cacheName, name, { destination: webhook.url, topicName: topic }),
  );
  if (!('secretString' in put)) return unknown(`there is no webhook to sign: ${told(put)}`);
  const secret = put.secretString();
  const scope = { room: topic, access: 'read-write', mode: 'direct' } as const;
  const ada = world.clientFor(await world.visitorToken(scope, { tokenId: 'ada' }));
  await ada.publish(topic, 'hello');
  const late = world.sleep(DELIVERY_MS).then(() => undefined);
  const called = await Promise.race([request, late]);
  if (!called) return unknown(`no request came to ${webhook.url}`);
  const { body, signature } = called;
  return observing((see) => {
    const expected = createHmac('sha3-256', secret).update(body).digest('hex');
    see.that('the signature', signature === expected, signature);
    const json = JSON.parse(body.toString()) as Record<string, unknown>;
    see.equal('cache', json.cache, world.cacheName);
    see.equal('topic', json.topic, topic);
    see.equal('token_id', json.token_id, 'ada');
    see.equal('text', json.text, 'hello');
    see.equal('publish_timestamp', typeof json.publish_timestamp, 'number');
    return Promise.resolve();
  });
}

interface WebhookCall {
  readonly body: Buffer;
  readonly signature: string;
}

/** The first request that is posted to a port of this machine. Rejects if it cannot listen there. */
function firstRequest(world: CheckWorld, port: number): Promise<WebhookCall> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
        // Anybody can call a public URL.
        if (size > MAX_BODY_BYTES) request.destroy();
        else chunks.push(chunk);
      });
      request.on('end', () => {
        response.writeHead(204).end();
        const signature = String(request.headers['momento-signature'] ?? '');
        if (request.method === 'POST') resolve({ body: Buffer.concat(chunks), signature });
      });
    });
    server.on('error', reject);
    server.listen(port);
    world.onEnd(() => {
      server.close();
      server.closeAllConnections();
    });
  });
}

/** The engine shows nothing about webhooks: it has none. */
function onService(world: CheckWorld, check: () => Promise<Outcome>): Promise<Outcome> {
  return world.target.kind === 'engine' ? Promise.resolve(unknown(NO_WEBHOOKS)) : check();
}

/** The check's own calls may have ended by now. */
async function deleted(world: CheckWorld, name: string): Promise<void> {
  const topics = new TopicClient({
    credentialProvider: world.target.credentials,
    configuration: TopicConfigurations.Default.latest(new NoopMomentoLoggerFactory()),
  });
  await topics.deleteWebhook(world.cacheName, name).catch(() => undefined);
}

/** Only the code: a message may repeat the credential. */
function told(response: object): string {
  return 'errorCode' in response ? (response as { errorCode(): string }).errorCode() : 'ok';
}
