import { executeServerCommand } from '@web/test-runner-commands';
import type { DeskCall, ModeratorCommands } from './moderator-plugin.js';

/** A moderator with a desk. */
export interface TestDesk extends TestModerator {
  /** Acts as the host's own code. */
  act(
    call: DeskCall,
    action: { readonly room: string; readonly [field: string]: unknown },
  ): Promise<void>;
}

/** A moderator outside the browser, as a host would run it. */
export interface TestModerator {
  remove(room: string, messageId: string): Promise<void>;
  closeRoom(room: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the real moderator in front of an engine. The test stops it. */
export function startModerator(
  grpcPort: number,
  ...rooms: readonly string[]
): Promise<TestModerator> {
  return start({ grpcPort, rooms, attachmentLimits: undefined });
}

/** As {@link startModerator}, with limits of files. */
export function startModeratorWithin(
  attachmentLimits: ModeratorCommands['moderator:start']['attachmentLimits'],
  grpcPort: number,
  ...rooms: readonly string[]
): Promise<TestModerator> {
  return start({ grpcPort, rooms, attachmentLimits });
}

/** As {@link startModerator}, with a desk. */
export function startModeratorWithDesk(
  grpcPort: number,
  ...rooms: readonly string[]
): Promise<TestDesk> {
  return start({ grpcPort, rooms, attachmentLimits: undefined, desk: true });
}

/** The moderator of the build of f00d8f8. */
export function startOlderModerator(
  grpcPort: number,
  ...rooms: readonly string[]
): Promise<TestModerator> {
  return start({ grpcPort, rooms, attachmentLimits: undefined, older: true });
}

async function start(payload: ModeratorCommands['moderator:start']): Promise<TestDesk> {
  const { id } = await command<{ id: number }, 'moderator:start'>('moderator:start', payload);
  return {
    async remove(room, messageId) {
      await command('moderator:remove', { id, room, messageId });
    },
    async act(call, action) {
      await command('moderator:desk', { id, call, action });
    },
    async closeRoom(room) {
      await command('moderator:close-room', { id, room });
    },
    async stop() {
      await command('moderator:stop', { id });
    },
  };
}

function command<Result, Name extends keyof ModeratorCommands>(
  name: Name,
  payload: ModeratorCommands[Name],
): Promise<Result> {
  return executeServerCommand<Result, ModeratorCommands[Name]>(name, payload);
}
