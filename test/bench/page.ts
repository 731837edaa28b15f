import { CONTESTANTS, type Contestant, type ContestantName } from './contestants.js';
import { conversation, type Delivery } from './conversation.js';

/** What is measured of each contestant at each size. */
export type Measure = 'first render' | 'live message' | 'live message, scrolled up';

/** Measurements of one kind, in ms. */
export interface Sample {
  readonly name: ContestantName;
  readonly size: number;
  readonly measure: Measure;
  readonly times: readonly number[];
}

/** Live messages per size, measure and round. Few: a hundred messages must stay about a hundred. */
const LIVE_MESSAGES = 12;
/** Of these, the first ones are not counted: they come upon cold caches. */
const WARM_UP = 2;
/** How far up the reader goes: past the end, within what is rendered. */
const SCREEN_PX = 600;

interface Opened {
  readonly name: ContestantName;
  readonly size: number;
  readonly contestant: Contestant;
}

/** What the bench does inside the page; only plain data goes in and out. */
class Bench {
  /** All sizes end with the same messages, and get the same new ones: what differs is what came before. */
  readonly #conversation: readonly Delivery[];
  readonly #length: number;
  #opened: Opened[] = [];

  /** @param length of the longest conversation that will be asked for */
  constructor(length: number) {
    this.#length = length;
    this.#conversation = conversation(length + 2 * LIVE_MESSAGES);
  }

  /**
   * Measures everything about one contestant once, in fixtures that are made for it.
   *
   * @param sizes in the order to take; all are there at once, and take turns, message by message, so that what
   *   else the machine does hits all alike
   */
  async round(name: ContestantName, sizes: readonly number[]): Promise<Sample[]> {
    collectGarbage();
    const samples: Sample[] = [];
    for (const size of sizes) {
      const contestant = this.#prepare(name, size);
      const time = await timed(() => contestant.render());
      samples.push({ name, size, measure: 'first render', times: [time] });
    }
    await settled();
    samples.push(...(await this.#live('live message', 0)));
    for (const { contestant } of this.#opened) contestant.scrollUp(2 * SCREEN_PX);
    await settled();
    samples.push(...(await this.#live('live message, scrolled up', LIVE_MESSAGES)));
    this.#close();
    return samples;
  }

  /** Shows a conversation, and leaves it there. @returns how many elements it takes */
  async open(name: ContestantName, size: number): Promise<number> {
    const contestant = this.#prepare(name, size);
    await contestant.render();
    await settled();
    return contestant.countElements();
  }

  /** Removes everything, and gives the browser time to notice. */
  async clear(): Promise<void> {
    this.#close();
    await settled();
  }

  #close(): void {
    for (const { contestant } of this.#opened) contestant.remove();
    this.#opened = [];
  }

  #prepare(name: ContestantName, size: number): Contestant {
    const contestant = CONTESTANTS[name]();
    contestant.prepare(this.#conversation.slice(this.#length - size, this.#length));
    this.#opened.push({ name, size, contestant });
    return contestant;
  }

  /** @param from which of the live messages is the first */
  async #live(measure: Measure, from: number): Promise<Sample[]> {
    collectGarbage();
    const turns = this.#opened.map((opened) => ({ ...opened, measure, times: [] as number[] }));
    const first = this.#length + from;
    for (const delivery of this.#conversation.slice(first, first + LIVE_MESSAGES)) {
      for (const { contestant, times } of turns) {
        times.push(await timed(() => contestant.receive(delivery)));
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

async function timed(run: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Until what follows from a change (scroll events, resize observers) has been done, too. */
async function settled(): Promise<void> {
  for (let frames = 0; frames < 3; frames += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

function collectGarbage(): void {
  // Only where the browser was started so; without it the numbers are only noisier.
  globalThis.gc?.();
}

globalThis.createBench = (largest) => new Bench(largest);

declare global {
  // A declaration of a global needs `var`.
  var createBench: (largest: number) => Bench;
  var bench: Bench;
}
