/** How a chat is used, on a day. */
export interface Use {
  /** Connected to the room while something is written there, the writer among them: Momento delivers to each. */
  readonly readers: number;
  readonly messages: number;
  /** How often a visitor enters the room. */
  readonly visits: number;
  /** Stored messages that a visitor's entering fetches. */
  readonly history: number;
  readonly reactions: number;
  readonly pictures: number;
  /** Of one picture. */
  readonly pictureKb: number;
  readonly moderated: boolean;
  /** Processes that run a moderator. */
  readonly processes: number;
  readonly signals: boolean;
  /** During which a room's visitors use signals as much as their budget allows. */
  readonly signalHours: number;
  /** Operations a second. */
  readonly signalBudget: number;
}

/** Operations a day, of a cache and of topics. */
export interface Cost {
  readonly what: string;
  readonly cache: number;
  readonly topics: number;
}

/** Requests of a moderator for a message; the publication of what passes is one of them. */
const MODERATOR_REQUESTS = 6;
/** A moderator without work reads a list once in so many seconds. */
const IDLE_READ_SECONDS = 30;
const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
/** What a topic may do in a second, unless more was agreed. */
const TOPIC_QUOTA = 10;

/** What a day of use costs, by the rules of the page on costs. */
export function costsOf(use: Use): readonly Cost[] {
  const { readers, moderated, processes, pictureKb } = use;
  const delivered = (count: number) => count * readers;
  const toModerators = moderated ? 1 + processes : 0;
  // A picture's bytes go to the cache, and to each viewer but its sender; a moderator reads them, and stores them again.
  const copies = (moderated ? 3 : 1) + Math.max(0, readers - 1);
  return [
    { what: 'visits', cache: use.visits * use.history, topics: 0 },
    {
      what: 'messages',
      cache: use.messages * (moderated ? MODERATOR_REQUESTS - 1 : 1),
      topics: use.messages * (toModerators + 1) + delivered(use.messages),
    },
    {
      what: 'reactions',
      cache: use.reactions,
      topics: use.reactions * (toModerators + 1) + delivered(use.reactions),
    },
    { what: 'pictures', cache: use.pictures * Math.ceil(pictureKb) * copies, topics: 0 },
    {
      what: 'signals',
      cache: 0,
      topics: use.signals ? use.signalHours * HOUR_SECONDS * use.signalBudget : 0,
    },
    {
      what: 'a moderator that listens',
      cache: moderated ? (processes * DAY_SECONDS) / IDLE_READ_SECONDS : 0,
      topics: 0,
    },
  ];
}

/** The operations of a day. */
export function totalOf(costs: readonly Cost[]): number {
  return costs.reduce((sum, { cache, topics }) => sum + cache + topics, 0);
}

/** How many messages a second the usual quota of topics allows, in all rooms together. */
export function messagesPerSecond({ readers, moderated, processes }: Use): number {
  return TOPIC_QUOTA / (1 + readers + (moderated ? 1 + processes : 0));
}
