import type { Browser } from 'puppeteer-core';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import type { BundleSite } from '../helpers/bundle-site.js';
import { CACHE } from '../helpers/relay-server.js';
import {
  startTokenEndpointServer,
  type Behaviour,
  type TokenEndpointServer,
} from '../helpers/token-endpoint-server.js';
import { Bans } from './bans.js';
import { answersIn } from './verdict-of-answers.js';
import { ChaosClient } from './client.js';
import { answerTo, ASKING } from './asking.js';
import { comeBack, type Faults, type Target } from './faults.js';
import { Link } from './link.js';
import type { ServerOptions, ServerProcess } from './server-process.js';
import { WIPED, type Evidence, type FilesEvidence, type Report } from './evidence.js';
import { StoredFiles } from './stored-files.js';

export const ROOM = 'chaos';
const RELATIONS = relationsKey(ROOM);

/** What rooms take whose messages have files. */
const FILE_RULES = { types: 'any', maxSize: 1_048_576 } as const;

/** The parts of a run that depend on the mode. */
export interface Mode {
  /** Whether rooms take files. */
  readonly takesFiles?: boolean;
  /** Whether a bot answers messages that ask it. */
  readonly hasBot?: boolean;
  readonly faults: Faults;
  /** The token endpoint's behaviour without faults. */
  readonly tokens?: Behaviour;
  /** Starts the host's servers. */
  readonly servers?: (options: Omit<ServerOptions, 'kind'>) => Promise<readonly ServerProcess[]>;
  /** The port of the server that the `index`th client uses. */
  readonly portFor: (world: World, index: number) => number;
  /** The element, and its attributes besides `id` and `room`. */
  readonly element: (
    world: World,
    name: string,
    link: Link,
  ) => { readonly tag: string; readonly attributes: Readonly<Record<string, string>> };
  readonly moderated?: (text: string) => string | undefined;
  readonly storedOnce?: boolean;
}

/** One room with its engine, servers and clients. */
export class World implements Target {
  readonly cache = CACHE;
  readonly room = ROOM;
  readonly clients: ChaosClient[] = [];
  readonly limit: number;
  readonly changes: number;
  readonly files: number;
  readonly mode: Mode;
  readonly momento: LocalMomento;
  readonly endpoint: TokenEndpointServer;
  readonly processes: readonly ServerProcess[];
  readonly bans: Bans;
  readonly #journal: (string | typeof WIPED)[] = [];
  readonly #relationJournal: (string | typeof WIPED)[] = [];
  readonly #site: BundleSite;
  readonly #links: Map<string, Link>;
  readonly #files: StoredFiles;
  readonly #storedAt = new Map<string, number[]>();

  private constructor(
    { mode, limit, changes, files, site }: WorldOptions,
    momento: LocalMomento,
    endpoint: TokenEndpointServer,
    processes: readonly ServerProcess[],
    links: Map<string, Link>,
  ) {
    this.mode = mode;
    this.limit = limit;
    this.changes = changes;
    this.files = mode.takesFiles ? files : 0;
    this.momento = momento;
    this.endpoint = endpoint;
    this.processes = processes;
    this.#site = site;
    this.bans = new Bans(momento, ROOM);
    this.#links = links;
    this.#files = new StoredFiles(momento, CACHE, ROOM);
    // Before the journal, at the moment at which readers may learn of a message.
    momento.direct.onListPush({ cache: CACHE, list: ROOM }, (items) => {
      for (const item of items) {
        this.#files.announce(item);
        const { id } = JSON.parse(item) as { id: string };
        this.#storedAt.set(id, [...(this.#storedAt.get(id) ?? []), performance.now()]);
      }
    });
    for (const [list, journal] of [
      [ROOM, this.#journal],
      [RELATIONS, this.#relationJournal],
    ] as const) {
      momento.direct.onListPush({ cache: CACHE, list }, (items) => journal.push(...items));
    }
  }

  static async start(options: WorldOptions): Promise<World> {
    const { mode, limit, site } = options;
    const momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 300 });
    const links = new Map<string, Link>();
    const endpoint = await startTokenEndpointServer({
      grpcPort: momento.grpcPort,
      webUrl: momento.webUrl,
      allowedOrigins: [site.origin],
      // Tokens expire several times during a run.
      normally: { tokenTtlSeconds: 15, ...mode.tokens },
      endpointFor: (user) => links.get(user)?.url,
      attachments: mode.takesFiles ? FILE_RULES : false,
      moderator: { attachments: mode.takesFiles ? FILE_RULES : undefined },
    });
    const { host, grpcPort } = momento;
    const servers = await mode.servers?.({ host, grpcPort, room: ROOM, limit, port: 0 });
    return new World(options, momento, endpoint, servers ?? [], links);
  }

  /** Opens another page. */
  async open(browser: Browser, name: string, skewMs: number): Promise<ChaosClient> {
    const link = await Link.to(this.mode.portFor(this, this.#links.size));
    this.#links.set(name, link);
    const { tag, attributes } = this.mode.element(this, name, link);
    const url = new URL(`/${tag}`, this.#site.origin);
    url.search = String(new URLSearchParams({ room: ROOM, ...attributes }));
    const client = await ChaosClient.open(browser, {
      ...{ name, url: url.href, link, skewMs },
      onChoose: (file, source) => this.#files.choose(file, source),
    });
    this.clients.push(client);
    return client;
  }

  readonly wipe = async (downMs: number): Promise<void> => {
    await Promise.all(this.clients.map((client) => client.recordHeld().catch(() => undefined)));
    this.bans.lose();
    await this.momento.stop();
    this.#files.lose();
    this.#journal.push(WIPED);
    this.#relationJournal.push(WIPED);
    await this.momento.restart({ keepData: false, downMs });
  };

  /** Ends every fault. */
  async repair(): Promise<void> {
    this.momento.faults.clear();
    this.endpoint.behave({});
    for (const { link } of this.clients) link.restore();
    await Promise.all(this.processes.map((process) => process.start()));
    await Promise.all(this.clients.map((client) => client.ensureOpen()));
    for (const client of this.clients) {
      await this.bans.lift(client.name);
      await comeBack(client);
    }
  }

  /** The last messages of the clients that ask, and are stored, and have no answer yet. */
  unanswered(): readonly string[] {
    const answers = answersIn({ journal: this.#journal });
    const last = this.clients.flatMap(({ accepted }) => accepted.at(-1) ?? []);
    return last
      .filter(({ id, text }) => text.endsWith(ASKING) && this.#storedAt.has(id))
      .filter(({ id }) => ![...answers.values()].includes(answerTo(id)))
      .map(({ id }) => id);
  }

  /** What every client shows, by its name. */
  async reports(suffix = ''): Promise<[string, Report][]> {
    return Promise.all(
      this.clients.map(async (client): Promise<[string, Report]> => {
        return [client.name + suffix, await client.report()];
      }),
    );
  }

  evidence(reports: readonly [string, Report][]): Evidence {
    const { moderated, storedOnce } = this.mode;
    const listOf = (list: string): string[] =>
      this.momento.direct.listFetch({ cache: CACHE, list });
    return {
      accepted: new Map(this.clients.map(({ name, accepted }) => [name, accepted])),
      changes: new Map(this.clients.map(({ name, changes }) => [name, changes])),
      reports: new Map(reports),
      journal: this.#journal,
      relationJournal: this.#relationJournal,
      list: listOf(ROOM),
      relations: listOf(RELATIONS),
      limit: this.limit,
      bans: this.bans.all,
      sentAt: new Map(this.clients.map(({ name, sentAt }) => [name, sentAt])),
      storedAt: this.#storedAt,
      ...(this.mode.takesFiles && { files: this.#filesEvidence(listOf(ROOM)) }),
      ...(moderated && { moderated }),
      ...(storedOnce && { storedOnce }),
    };
  }

  #filesEvidence(list: readonly string[]): FilesEvidence {
    const { hashes, mayBeLost, early } = this.#files;
    const pages = this.clients.map((client) => client.files);
    return {
      ...{ hashes, mayBeLost, early },
      sent: new Map(pages.flatMap(({ sent }) => [...sent])),
      unread: pages.flatMap(({ unread }) => unread),
      errors: pages.flatMap(({ errors }) => errors),
      left: this.#files.leftBeside(list),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await Promise.all(this.processes.map((process) => process.kill()));
    this.bans.close();
    await this.endpoint.close();
    await this.momento.close();
  }
}

export interface WorldOptions {
  readonly mode: Mode;
  /** The number of messages that the list keeps. */
  readonly limit: number;
  /** The probability of a change, for each message. */
  readonly changes: number;
  /** The probability of files, for each message of a room that takes some. */
  readonly files: number;
  readonly site: BundleSite;
}
