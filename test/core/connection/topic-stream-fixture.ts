import {
  TopicStream,
  type TopicStreamHandlers,
} from '../../../src/core/connection/topic-stream.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import {
  ScriptedNetwork,
  ScriptedTransport,
  type ScriptedStream,
} from '../../helpers/scripted-transport.js';

/** Opens topic streams over a scripted network, and records their events. */
export class TopicStreamFixture {
  readonly clock = new FakeClock();
  readonly network = new ScriptedNetwork();
  readonly life = new AbortController();
  events: string[] = [];

  /** @returns the stream, and the service's side of it */
  async open(): Promise<{ topicStream: TopicStream; stream: ScriptedStream }> {
    const handlers: TopicStreamHandlers = {
      onItem: ({ sequence }) => this.events.push(`item ${String(sequence)}`),
      onGap: () => this.events.push('gap'),
      onHeavy: () => this.events.push('heavy'),
      onEnd: ({ code }) => this.events.push(`end ${code}`),
    };
    const transport = new ScriptedTransport(this.network);
    const topicStream = await TopicStream.open(transport, handlers, this.clock, this.life.signal);
    return { topicStream, stream: this.network.stream };
  }

  /** Opens a stream and records the error. */
  opening(): { error?: unknown } {
    const outcome: { error?: unknown } = {};
    this.open().catch((error: unknown) => (outcome.error = error));
    return outcome;
  }
}
