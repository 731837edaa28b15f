import type { TestRunnerPlugin } from '@web/test-runner';
import type { PreChatAnswers } from '../../src/server/index.js';
import {
  createModerationDesk,
  type ModerationDesk,
} from '../../src/server/desk/moderation-desk.js';
import { createModerator, type Moderator } from '../../src/server/moderation/moderator.js';
import { olderServers, type OlderServers } from './older-servers.js';
import { startRelay, storeFor, type RelayEngine, type RelayServer } from './relay-server.js';
import { UNWELCOME } from './unwelcome.js';
import { roleOf } from './roles.js';

/** The options of a relay that a page may set. */
export interface TestRelayOptions {
  /** Admits every client as a guest. Without it, `?user=ada` is Ada, and clients without a user are refused. */
  guests?: boolean;
  rateLimit?: { messages: number; seconds: number };
  /** All rooms are moderated: “darn” is masked, and rude messages and pictures are rejected. */
  moderated?: boolean;
  /** The relay and the moderator have a moderators' desk. */
  desk?: boolean;
  /** They are those of the build of f00d8f8. */
  older?: boolean;
}

/** The payloads of the commands, one for each; `relay-page.ts` sends them. */
export interface RelayCommands {
  'relay:start': { engine: RelayEngine; options: TestRelayOptions };
  /** Ends the relay at once; `relay:up` reuses the port. */
  'relay:down': { url: string };
  'relay:up': { url: string };
  'relay:cut': { url: string };
  'relay:stall': { url: string };
  'relay:rooms': { url: string };
  /** What `authorize` and `authorizeRoom` were called with. */
  'relay:answers': { url: string };
  'relay:stop': { url: string };
}

interface RunningRelay {
  readonly port: number;
  readonly start: (port: number) => Promise<RelayServer>;
  readonly moderator: Moderator | undefined;
  readonly answers: readonly PreChatAnswers[];
  server: RelayServer | undefined;
}

/** Lets browser tests start relays and make them fail. */
export function relayPlugin(): TestRunnerPlugin {
  const relays = new Map<string, RunningRelay>();

  function relayAt(url: string): RunningRelay {
    const relay = relays.get(url);
    if (!relay) throw new Error(`unable to reach the relay ${url}; it was not started`);
    return relay;
  }

  async function down(relay: RunningRelay): Promise<void> {
    const { server } = relay;
    relay.server = undefined;
    await server?.stop();
  }

  const commands: { [Name in keyof RelayCommands]: (payload: RelayCommands[Name]) => unknown } = {
    async 'relay:start'({ engine, options }) {
      const { guests, moderated, desk: hasDesk, older: isOlder, ...rest } = options;
      const older = isOlder ? await olderServers() : undefined;
      const desk = hasDesk
        ? createModerationDesk({ store: storeFor(engine), roleOf, onError: () => undefined })
        : undefined;
      const moderator = moderated ? moderatorOf(engine, desk, older) : undefined;
      const answers: PreChatAnswers[] = [];
      const start = (port: number): Promise<RelayServer> =>
        startRelay(engine, {
          port,
          ...rest,
          ...(guests
            ? {}
            : {
                // Those of f00d8f8 know no answers.
                authorize: (request, given = {}) => {
                  answers.push({ ...given });
                  return given['email'] === UNWELCOME ? null : byQuery(request);
                },
              }),
          authorizeRoom: (user, _, given = {}) => {
            answers.push({ ...given });
            return { role: roleOf(user?.id) };
          },
          ...(moderator && { moderator }),
          ...(desk && { desk }),
          ...(older && { older }),
        });
      const server = await start(0);
      relays.set(server.url, { port: server.port, start, moderator, answers, server });
      return { url: server.url };
    },
    // The runner treats an undefined result as an unknown command: hence `true`.
    async 'relay:down'({ url }) {
      await down(relayAt(url));
      return true;
    },
    async 'relay:up'({ url }) {
      const relay = relayAt(url);
      relay.server ??= await relay.start(relay.port);
      return true;
    },
    'relay:cut'({ url }) {
      relayAt(url).server?.cut();
      return true;
    },
    'relay:stall'({ url }) {
      relayAt(url).server?.stall();
      return true;
    },
    'relay:answers': ({ url }) => relayAt(url).answers,
    'relay:rooms': ({ url }) => relayAt(url).server?.relay.rooms ?? [],
    async 'relay:stop'({ url }) {
      const relay = relayAt(url);
      await down(relay);
      relay.moderator?.close();
      relays.delete(url);
      return true;
    },
  };

  return {
    name: 'relay',
    executeCommand({ command, payload }) {
      if (!(command in commands)) return undefined;
      // The name determines the payload's type, which the runner's types do not express.
      const run = commands[command as keyof RelayCommands] as (payload: unknown) => unknown;
      return run(payload);
    },
    async serverStop() {
      for (const relay of relays.values()) {
        await down(relay);
        relay.moderator?.close();
      }
    },
  };
}

/** A moderator without an inbox subscription: it handles only messages submitted by the relay. */
function moderatorOf(
  engine: RelayEngine,
  desk: ModerationDesk | undefined,
  older: OlderServers | undefined,
): Moderator {
  return (older?.createModerator ?? createModerator)({
    // Tests have several on one engine, each with options of its own.
    roomLeaseSeconds: 0,
    ...(desk && { desk }),
    store: storeFor(engine, older?.momentoRoomStore),
    profileOf: (userId) => ({ name: userId.charAt(0).toUpperCase() + userId.slice(1) }),
    roleOf,
    moderate({ text }) {
      if (text.includes('rude')) return { reject: 'Please be kind.' };
      return text.includes('darn') ? { text: text.replaceAll('darn', 'd***') } : undefined;
    },
    moderateAttachment: (_, { name }) =>
      name.startsWith('rude') ? { reject: 'Please be kind.' } : undefined,
    onError: () => undefined,
  });
}

/** The query identifies the user, as for the tests' token endpoint. */
function byQuery({ handshake }: { handshake: { query: Record<string, unknown> } }): {
  id: string;
  name: string;
} | null {
  const { user } = handshake.query;
  if (typeof user !== 'string' || user === '') return null;
  return { id: user, name: user.charAt(0).toUpperCase() + user.slice(1) };
}
