import type { Clock } from '../../platform/clock.js';
import type { Agent } from '../../protocol/inbox.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { keyOf } from '../store/leases.js';
import { changeItem, type InboxStore } from './shared-item.js';

/** How long an agent is here after a request that says so, in ms. */
const HERE_MS = 60_000;
/** How long an agent is known after the last request, in seconds: Momento's limit, a day. */
const KNOWN_SECONDS = 86_400;
/** How often that is written, in ms. */
const NOTE_MS = 3_600_000;
/** For so long a user whom no process has authorized as an agent counts as none without another look, in ms. */
const UNKNOWN_MS = 30_000;
/** How many users are remembered. */
const MAX_USERS = 10_000;
/** How many agents may be here: their item is written at each sign of life. */
const MAX_HERE = 200;
/** How old the agents that are here may be, as this process knows them, in ms. */
const HERE_CACHE_MS = 5_000;

/** An agent who is here, as stored. */
interface Here {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly until: number;
}

/** Who is here. */
export interface Presence {
  readonly agents: readonly Agent[];
  /** When this process knew it, in epoch ms. */
  readonly at: number;
  /** When the last one of them is not here any more without a further sign, in epoch ms. */
  readonly until: number;
}

interface Known {
  readonly agent: Agent | undefined;
  readonly until: number;
}

/** The agents that any process has authorized, and those who are here. */
export class Agents {
  readonly #store: InboxStore;
  readonly #clock: Clock;
  /** By id; `until` by the clock's `elapsed()`. */
  readonly #known = new BoundedMap<string, Known>(MAX_USERS);
  /** As it was read: `at` in epoch ms, `until` by the clock's `elapsed()`. */
  #here: { readonly all: readonly Here[]; readonly at: number; readonly until: number } | undefined;

  constructor(store: InboxStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Records that a user is an agent, for all processes. @throws the store's error */
  async note({ id, name }: Agent): Promise<void> {
    const now = this.#clock.elapsed();
    const known = this.#known.get(id);
    if (known?.agent?.name === name && known.until > now) return;
    await this.#store.set(keyOf('inbox-agent', id), toJson({ id, name }), KNOWN_SECONDS);
    this.#known.set(id, { agent: { id, name }, until: now + NOTE_MS });
  }

  /** An agent whom a process has authorized within a day. @throws the store's error */
  async find(id: string): Promise<Agent | undefined> {
    const now = this.#clock.elapsed();
    const known = this.#known.get(id);
    if (known && known.until > now) return known.agent;
    const value = parseJson(await this.#store.get(keyOf('inbox-agent', id)));
    const agent = value === undefined ? undefined : ownFields<Agent>(value);
    this.#known.set(id, { agent, until: now + (agent ? NOTE_MS : UNKNOWN_MS) });
    return agent;
  }

  /**
   * Records that an agent is here, or leaves.
   *
   * @returns who is here, and whether they are others than before
   * @throws the store's error
   */
  async arrive(
    { id, name }: Agent,
    isHere: boolean,
  ): Promise<{ readonly agents: readonly Agent[]; readonly isChanged: boolean }> {
    let isChanged = false;
    const { value } = await changeItem(this.#store, this.#clock, {
      key: keyOf('inbox-here'),
      change: (text) => {
        const now = this.#clock.now();
        const before = readHere(text);
        const others = before.filter((one) => one.until > now && one.id !== id);
        const after = isHere ? [...others, { id, name, until: now + HERE_MS }] : others;
        isChanged = namesOf(after) !== namesOf(before);
        return { text: toJson(after.slice(-MAX_HERE)), ttlSeconds: KNOWN_SECONDS };
      },
    });
    return { agents: this.#keep(value).agents, isChanged };
  }

  /** The agents who are here, five seconds ago at the earliest. @throws the store's error */
  async here(): Promise<readonly Agent[]> {
    return (await this.presence()).agents;
  }

  /** The same, with the time when this process knew it. @throws the store's error */
  async presence(): Promise<Presence> {
    if (this.#here && this.#here.until > this.#clock.elapsed()) {
      return presenceOf(this.#here.all, this.#here.at, this.#clock.now());
    }
    return this.#keep(await this.#store.get(keyOf('inbox-here')));
  }

  #keep(value: string | undefined): Presence {
    const all = readHere(value);
    const at = Math.floor(this.#clock.now());
    this.#here = { all, at, until: this.#clock.elapsed() + HERE_CACHE_MS };
    return presenceOf(all, at, at);
  }
}

function presenceOf(all: readonly Here[], at: number, now: number): Presence {
  const here = all.filter(({ until }) => until > now);
  const agents = here.map(({ id, name }) => ({ id, name }));
  agents.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { agents, at, until: Math.max(0, ...here.map(({ until }) => until)) };
}

/** Only servers write this item, so its content is trusted. */
function readHere(value: string | undefined): readonly Here[] {
  const read = parseJson(value);
  return Array.isArray(read) ? (read as readonly Here[]) : [];
}

function namesOf(here: readonly Here[]): string {
  return toJson(here.map(({ id, name }) => [id, name]).sort());
}
