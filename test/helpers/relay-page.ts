import { executeServerCommand } from '@web/test-runner-commands';
import '../../src/momento-chat-relay.js';
import type { RelayChatElement } from '../../src/momento-chat-relay.js';
import { newRoom, until, type ChatFixture, type OpenOptions } from './chat-fixture.js';
import type { RelayCommands, TestRelayOptions } from './relay-plugin.js';

/** A relay outside the browser, connected to a chat fixture's engine. */
export interface TestRelay {
  readonly url: string;
  /** Adds an element that uses the relay. An empty user means a guest. */
  open(options?: OpenOptions): RelayChatElement;
  /** Ends the relay at once; connections are refused until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Cuts every connection. */
  cut(): Promise<void>;
  /** Keeps connections open and sends no data over them. */
  stall(): Promise<void>;
  /** What the relay's host was told of its visitors' answers, socket by socket and join by join. */
  answers(): Promise<Record<string, string>[]>;
  /** Waits until all rooms are empty. */
  untilEmpty(): Promise<void>;
  stop(): Promise<void>;
}

export async function openRelay(
  chat: ChatFixture,
  options: TestRelayOptions = {},
): Promise<TestRelay> {
  const { host, grpcPort } = chat.engine;
  const { url } = await command<{ url: string }, 'relay:start'>('relay:start', {
    engine: { host, grpcPort },
    options,
  });
  return {
    url,
    open({ room = newRoom(), user = 'ada', attributes = {} } = {}) {
      const element = document.createElement('momento-relay-chat');
      element.setAttribute('room', room);
      element.setAttribute('relay-url', user ? `${url}?user=${user}` : url);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      chat.adopt(element);
      return element;
    },
    async down() {
      await command('relay:down', { url });
    },
    async up() {
      await command('relay:up', { url });
    },
    async cut() {
      await command('relay:cut', { url });
    },
    async stall() {
      await command('relay:stall', { url });
    },
    answers: () => command('relay:answers', { url }),
    untilEmpty: () =>
      until('an empty relay', async () => {
        const rooms = await command<string[], 'relay:rooms'>('relay:rooms', { url });
        return rooms.length === 0;
      }),
    async stop() {
      await command('relay:stop', { url });
    },
  };
}

function command<Result, Name extends keyof RelayCommands>(
  name: Name,
  payload: RelayCommands[Name],
): Promise<Result> {
  return executeServerCommand(name, payload);
}
