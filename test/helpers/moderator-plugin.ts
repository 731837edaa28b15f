import { CredentialProvider } from '@gomomento/sdk';
import type { TestRunnerPlugin } from '@web/test-runner';
import {
  createModerationDesk,
  createModerator,
  type ModerationDesk,
  type LiveRoomStore,
  type ModerationOptions,
  type Moderator,
} from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { olderServers } from './older-servers.js';
import { roleOf } from './roles.js';

/** The payloads of the commands, one for each; `moderator-client.ts` sends them. */
export interface ModeratorCommands {
  'moderator:start': {
    grpcPort: number;
    rooms: readonly string[];
    attachmentLimits: ModerationOptions['attachmentLimits'];
    /** Whether it has a desk. */
    desk?: boolean;
    /** Whether it is of the build of f00d8f8. */
    older?: boolean;
  };
  /** Calls a function of its desk, as the host's own code. */
  'moderator:desk': { id: number; call: DeskCall; action: { readonly room: string } };
  'moderator:remove': { id: number; room: string; messageId: string };
  'moderator:close-room': { id: number; room: string };
  'moderator:stop': { id: number };
}

export type DeskCall = 'mute' | 'ban' | 'lift' | 'limit' | 'pin' | 'unpin' | 'removeMessage';

interface Running {
  readonly desk: ModerationDesk | undefined;
  readonly moderator: Moderator;
  readonly store: LiveRoomStore;
}

/** Lets browser tests start moderators: “darn” is masked, and rude messages and files are rejected. */
export function moderatorPlugin(): TestRunnerPlugin {
  const running = new Map<number, Running>();
  let started = 0;

  function find(id: number): Running {
    const found = running.get(id);
    if (!found) throw new Error(`unable to reach the moderator ${String(id)}; it was not started`);
    return found;
  }

  function stop(id: number): void {
    const { moderator, store } = find(id);
    running.delete(id);
    moderator.close();
    store.close();
  }

  const commands: {
    [Name in keyof ModeratorCommands]: (payload: ModeratorCommands[Name]) => unknown;
  } = {
    async 'moderator:start'({ grpcPort, rooms, attachmentLimits, desk: hasDesk, older: isOlder }) {
      const older = isOlder ? await olderServers() : undefined;
      const store = (older?.momentoRoomStore ?? momentoRoomStore)({
        credentialProvider: CredentialProvider.forMomentoLocal({
          hostname: '127.0.0.1',
          port: grpcPort,
        }),
      });
      const desk = hasDesk
        ? createModerationDesk({ store, roleOf, onError: () => undefined })
        : undefined;
      const moderator = (older?.createModerator ?? createModerator)({
        // Tests have several on one engine, each with options of its own.
        roomLeaseSeconds: 0,
        store,
        ...(desk && { desk }),
        rooms,
        profileOf: (userId) => ({ name: userId.charAt(0).toUpperCase() + userId.slice(1) }),
        roleOf,
        moderate({ text }) {
          if (text.includes('rude')) return { reject: 'Please be kind.' };
          return text.includes('darn') ? { text: text.replaceAll('darn', 'd***') } : undefined;
        },
        moderateAttachment: (_, { name }) =>
          name.includes('rude') ? { reject: 'Please be kind.' } : undefined,
        ...(attachmentLimits && { attachmentLimits }),
        onError: () => undefined,
      });
      started += 1;
      running.set(started, { moderator, store, desk });
      return { id: started };
    },
    // The runner treats an undefined result as an unknown command: hence `true`.
    async 'moderator:remove'({ id, room, messageId }) {
      await find(id).moderator.removeMessage(room, messageId);
      return true;
    },
    async 'moderator:close-room'({ id, room }) {
      await find(id).moderator.closeRoom(room);
      return true;
    },
    async 'moderator:desk'({ id, call, action }) {
      const { desk } = find(id);
      if (!desk) throw new Error('the moderator has no desk');
      // The page sends what the function takes.
      await desk[call](action as never);
      return true;
    },
    'moderator:stop'({ id }) {
      stop(id);
      return true;
    },
  };

  return {
    name: 'moderator',
    executeCommand({ command, payload }) {
      if (!(command in commands)) return undefined;
      // The name determines the payload's type, which the runner's types do not express.
      const run = commands[command as keyof ModeratorCommands] as (payload: unknown) => unknown;
      return run(payload);
    },
    serverStop() {
      for (const id of running.keys()) stop(id);
    },
  };
}
