import {
  IMPLEMENTATIONS,
  type Implementation,
  type ImplementationName,
} from './implementations.js';
import { conversation, type Delivery } from './conversation.js';
import { lookAtPictures, type PictureResult } from './picture-bench.js';
import { RoomBench } from './room-bench.js';
import { collectGarbage, settled, timed } from './timing.js';

/** The operations measured for each implementation at each size. */
export type Measure = 'first render' | 'live message' | 'live message, scrolled up';

/** Times of one operation, in ms. */
export interface Sample {
  readonly name: ImplementationName;
  readonly size: number;
  readonly measure: Measure;
  readonly times: readonly number[];
}

/** Live messages per size, operation and round. Few, so that a hundred messages stay about a hundred. */
const LIVE_MESSAGES = 12;
/** The first live messages are not counted, because they meet cold caches. */
const WARM_UP = 2;
/** One screen, in px. The reader scrolls up by two: away from the end, but within the rendered messages. */
const SCREEN_PX = 600;

interface Opened {
  readonly name: ImplementationName;
  readonly size: number;
  readonly implementation: Implementation;
}

/** The part of the benchmark that runs in the page; arguments and results are plain data. */
class Bench {
  /** All sizes end with the same messages and receive the same new ones; only the earlier messages differ. */
  readonly #conversation: readonly Delivery[];
  readonly #length: number;
  #opened: Opened[] = [];

  /** @param length the length of the longest conversation */
  constructor(length: number) {
    this.#length = length;
    this.#conversation = conversation(length + 2 * LIVE_MESSAGES);
  }

  /**
   * Measures every operation of one implementation once, in new fixtures.
   *
   * @param sizes in the order of measuring. All fixtures exist at the same time and alternate, message by message, so
   *   that other load on the machine affects all sizes alike.
   */
  async round(name: ImplementationName, sizes: readonly number[]): Promise<Sample[]> {
    collectGarbage();
    const samples: Sample[] = [];
    for (const size of sizes) {
      const implementation = this.#prepare(name, size);
      const time = await timed(() => implementation.render());
      samples.push({ name, size, measure: 'first render', times: [time] });
    }
    await settled();
    samples.push(...(await this.#live('live message', 0)));
    for (const { implementation } of this.#opened) implementation.scrollUp(2 * SCREEN_PX);
    await settled();
    samples.push(...(await this.#live('live message, scrolled up', LIVE_MESSAGES)));
    this.#close();
    return samples;
  }

  /** Shows a conversation and leaves it on the page. @returns the number of its elements */
  async open(name: ImplementationName, size: number): Promise<number> {
    const implementation = this.#prepare(name, size);
    await implementation.render();
    await settled();
    return implementation.countElements();
  }

  /** Removes everything, and waits until the browser has processed it. */
  async clear(): Promise<void> {
    this.#close();
    await settled();
  }

  #close(): void {
    for (const { implementation } of this.#opened) implementation.remove();
    this.#opened = [];
  }

  #prepare(name: ImplementationName, size: number): Implementation {
    const implementation = IMPLEMENTATIONS[name]();
    implementation.prepare(this.#conversation.slice(this.#length - size, this.#length));
    this.#opened.push({ name, size, implementation });
    return implementation;
  }

  /** @param from the index of the first live message */
  async #live(measure: Measure, from: number): Promise<Sample[]> {
    collectGarbage();
    const turns = this.#opened.map((opened) => ({ ...opened, measure, times: [] as number[] }));
    const first = this.#length + from;
    for (const delivery of this.#conversation.slice(first, first + LIVE_MESSAGES)) {
      for (const { implementation, times } of turns) {
        times.push(await timed(() => implementation.receive(delivery)));
      }
    }
    return turns.map(({ name, size, times }) => ({
      name,
      size,
      measure,
      times: times.slice(WARM_UP),
    }));
  }
}

globalThis.createBench = (largest) => new Bench(largest);
globalThis.lookAtPictures = (length, count) => lookAtPictures(conversation(length), count);
globalThis.createRoomBench = (largest) => new RoomBench(largest);

declare global {
  // A declaration of a global needs `var`.
  var createBench: (largest: number) => Bench;
  var bench: Bench;
  var lookAtPictures: (length: number, count: number) => Promise<PictureResult>;
  var createRoomBench: (largest: number) => RoomBench;
  var roomBench: RoomBench;
}
