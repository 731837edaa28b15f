import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CredentialProvider } from '@gomomento/sdk';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import { systemClock, type Clock } from '../../src/platform/clock.js';
import {
  createBot,
  createInbox,
  createModerationDesk,
  createModerator,
  createTokenEndpoint,
  type BotOptions,
  type Inbox,
  type InboxOptions,
  type LiveRoomStore,
  type ModerationDesk,
  type Moderator,
} from '../../src/server/index.js';
import type { Role } from '../../src/protocol/role.js';
import type { LeaseTimes } from '../../src/server/store/leases.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { momentoTokenIssuer } from '../../src/server/token-endpoint/momento-token-issuer.js';
import { roleOf } from './roles.js';

export interface InboxServerOptions {
  /** The engine's ports; the engine's own type has more fields. */
  readonly grpcPort: number;
  readonly webUrl: string;
  /** The origins of the pages under test. */
  readonly allowedOrigins?: readonly string[];
  /** Rooms that the moderator listens to from the beginning. */
  readonly rooms?: readonly string[];
  readonly cannedAnswers?: InboxOptions['cannedAnswers'];
  /** Whether a bot answers, which hands over where a message asks for a human. */
  readonly bot?: boolean;
}

/** Options that only tests in Node have. */
export interface InboxProcessOptions extends InboxServerOptions {
  readonly inbox?: Partial<InboxOptions>;
  readonly reply?: BotOptions['reply'];
  readonly clock?: Clock;
  /** Who moderates, by the desk: Sam and Ellen by default. */
  readonly deskRoleOf?: (userId: string) => Role;
  /** Of the moderator: the real ones by default. */
  readonly leaseTimes?: LeaseTimes;
  /** Replaces what the store does. */
  readonly wrapStore?: (store: LiveRoomStore) => LiveRoomStore;
}

export interface InboxServer {
  /** For the chat of a visitor: `&user=grace` is Grace; Ada without it. */
  readonly tokenUrl: string;
  /** For the inbox: `&agent=ellen` is Ellen; Sam without it. `agent=` alone is refused. */
  readonly inboxUrl: string;
  readonly inbox: Inbox;
  readonly moderator: Moderator;
  readonly desk: ModerationDesk;
  readonly store: LiveRoomStore;
  readonly errors: unknown[];
  close(): Promise<void>;
}

const reply: BotOptions['reply'] = ({ text }, { handOver }) => {
  if (!/human/i.test(text)) return `You said: ${text}`;
  handOver();
  return 'A colleague will answer soon.';
};

/** One process of a host with an inbox: its token endpoint, its moderator and its inbox, on a port. */
export async function startInboxServer(options: InboxProcessOptions): Promise<InboxServer> {
  const { grpcPort, webUrl, allowedOrigins = [], rooms = [], clock = systemClock } = options;
  const credentialProvider = CredentialProvider.forMomentoLocal({
    hostname: '127.0.0.1',
    port: grpcPort,
  });
  const plain = momentoRoomStore({ credentialProvider });
  const store = options.wrapStore?.(plain) ?? plain;
  const issueToken = momentoTokenIssuer({ credentialProvider });
  const errors: unknown[] = [];
  const onError = (error: unknown): unknown => errors.push(error);
  const shared = { endpoint: webUrl, allowedOrigins, onError };
  const desk = createModerationDesk({
    store,
    roleOf: options.deskRoleOf ?? deskRoleOf,
    onError,
  });
  const inbox = createInbox(
    {
      ...{ store, issueToken, desk, ...shared },
      authorizeAgent: ({ url }) => personOf(url, 'agent', 'sam'),
      ...(options.cannedAnswers && { cannedAnswers: options.cannedAnswers }),
      ...options.inbox,
    },
    clock,
  );
  const bot =
    options.bot || options.reply
      ? createBot({
          ...{ store, user: { id: 'bot-help', name: 'Helper' }, onError },
          reply: options.reply ?? reply,
        })
      : undefined;
  const moderator = createModerator(
    {
      ...{ store, rooms, desk, inbox, roleOf, onError },
      moderate: ({ text }) => (text.includes('rude') ? { reject: 'Please be kind.' } : undefined),
      profileOf: (userId) => ({ name: named(userId) }),
      moderateAttachment: () => undefined,
      rateLimit: { messages: 1_000, seconds: 10 },
      // With short leases other processes of this kind are not waited for.
      ...(options.leaseTimes && { timeoutMs: 8_000, roomLeaseSeconds: 0 }),
      ...(bot && { bot }),
    },
    systemClock,
    options.leaseTimes && { leaseTimes: options.leaseTimes },
  );
  const tokens = createTokenEndpoint({
    ...{ issueToken, moderator, inbox, desk, ...shared },
    authorize({ url }) {
      const user = personOf(url, 'user', 'ada');
      const page = new URL(url).searchParams.get('page');
      return user && { user, context: { plan: 'Free', ...(page !== null && { page }) } };
    },
  });
  const answer = (request: Request): Promise<Response> =>
    new URL(request.url).pathname === '/inbox' ? inbox.handler(request) : tokens(request);
  const server = createServer((req, res) => {
    answer(new NodeRequest({ req, res }))
      .then((response) => sendNodeResponse(res, response))
      .catch(onError);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    tokenUrl: `${base}/momento-token?user=ada`,
    inboxUrl: `${base}/inbox?agent=sam`,
    ...{ inbox, moderator, desk, store, errors },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      moderator.close();
      await inbox.close();
      store.close();
      issueToken.close();
    },
  };
}

const deskRoleOf = (userId: string): Role =>
  userId === 'sam' || userId === 'ellen' ? 'moderator' : 'member';

function personOf(
  url: string,
  parameter: string,
  otherwise: string,
): { id: string; name: string } | null {
  const id = new URL(url).searchParams.getAll(parameter).at(-1) ?? otherwise;
  return id === '' ? null : { id, name: named(id) };
}

function named(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
