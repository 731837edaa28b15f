import { setTimeout as delay } from 'node:timers/promises';
import { DividingProcess } from './dividing-process.js';
import type { Random } from './random.js';

/** The longest time before a killed process is started again, in ms. */
const DOWN_MS = 2_000;

/** The server processes of a host, of which some are killed, and started again. */
export class KilledFleet implements AsyncDisposable {
  readonly #port: number;
  readonly #processes: DividingProcess[];

  private constructor(port: number, processes: DividingProcess[]) {
    this.#port = port;
    this.#processes = processes;
  }

  static async start(port: number, count: number): Promise<KilledFleet> {
    const starting = Array.from({ length: count }, () => DividingProcess.start(port));
    return new KilledFleet(port, await Promise.all(starting));
  }

  get size(): number {
    return this.#processes.length;
  }

  /** Every room is listened to by one process, and every process listens to some. */
  async divides(rooms: number): Promise<boolean> {
    const each = await Promise.all(this.#processes.map((one) => one.rooms()));
    const all = each.flat();
    return (
      each.every(({ length }) => length > 0) && all.length === rooms && new Set(all).size === rooms
    );
  }

  /**
   * Kills each process by SIGKILL, in an order of chance, and starts another one in its place a moment later: several may be
   * missing at a time.
   *
   * @param until resolves when it is time for the kill of this number, from 1
   */
  async killEach(random: Random, until: (kill: number) => Promise<void>): Promise<void> {
    const victims = [...this.#processes];
    const starts: Promise<void>[] = [];
    for (let kill = 1; victims.length > 0; kill += 1) {
      await until(kill);
      const [victim] = victims.splice(random.between(0, victims.length - 1), 1);
      await victim?.kill();
      starts.push(this.#replace(victim, random.between(0, DOWN_MS)));
    }
    await Promise.all(starts);
  }

  /** One of them ends as it does when its host restarts. */
  async closeOne(): Promise<void> {
    await this.#processes.shift()?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((one) => one.kill()));
  }

  async #replace(victim: DividingProcess | undefined, downMs: number): Promise<void> {
    await delay(downMs);
    const started = await DividingProcess.start(this.#port);
    this.#processes.splice(this.#processes.indexOf(victim as DividingProcess), 1, started);
  }
}
