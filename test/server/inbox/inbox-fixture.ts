import { CredentialProvider, TopicSubscribe } from '@gomomento/sdk';
import { startLocalMomento, type LocalMomento } from '../../../src/local-momento/index.js';
import type {
  Conversation,
  InboxAccess,
  InboxEvent,
  InboxPage,
  InboxRequest,
  Note,
  OpenReport,
} from '../../../src/protocol/inbox.js';
import { inboxOf } from '../../../src/protocol/room-rules.js';
import { Clients } from '../../helpers/engine-node-clients.js';
import { eventually } from '../../helpers/engine-eventually.js';
import {
  startInboxServer,
  type InboxProcessOptions,
  type InboxServer,
} from '../../helpers/inbox-server.js';

export const CACHE = 'instant-messaging';

/** Every field that an answer may have. */
export interface Answer extends Partial<InboxPage>, Partial<InboxAccess> {
  readonly conversation?: Conversation;
  readonly notes?: readonly Note[];
  readonly reports?: readonly OpenReport[];
  readonly total?: number;
  readonly error?: { readonly code: string; readonly message: string };
  readonly user?: { readonly id: string; readonly name: string };
  readonly away?: true;
  readonly answerSeconds?: number;
}

export interface Answered {
  readonly status: number;
  readonly body: Answer;
}

/** What a visitor publishes. */
interface Message {
  readonly id: string;
  readonly username: string;
  readonly message: string;
}

/** A visitor or an agent in a room. */
interface Person {
  readonly clients: Clients;
  /** The ids of what the room's topic has brought. */
  readonly heard: ReadonlySet<unknown>;
}

/** Where a process answers. */
type Served = Pick<InboxServer, 'tokenUrl' | 'inboxUrl'>;

/** An engine, and any number of processes with an inbox in front of it; visitors and agents over the wire. */
export class InboxWorld {
  readonly engine: LocalMomento;
  readonly servers: InboxServer[] = [];
  readonly #opened: Clients[] = [];
  readonly #visitors = new Map<string, Promise<Person>>();
  #sent = 0;

  private constructor(engine: LocalMomento) {
    this.engine = engine;
  }

  static async start(options: Parameters<typeof startLocalMomento>[0] = {}): Promise<InboxWorld> {
    return new InboxWorld(await startLocalMomento({ caches: [CACHE], ...options }));
  }

  async process(options: Partial<InboxProcessOptions> = {}): Promise<InboxServer> {
    const { grpcPort, webUrl } = this.engine;
    const server = await startInboxServer({ grpcPort, webUrl, ...options });
    this.servers.push(server);
    const { rooms = [] } = options;
    await eventually(() => server.moderator.stats().streams >= rooms.length);
    return server;
  }

  /** Sends a message with a visitor's own token, and waits until it is published. */
  async write(server: Served, room: string, user: string, text: string): Promise<string> {
    this.#sent += 1;
    const id = `${user}-${this.#sent}`;
    const person = await this.#enter(`${server.tokenUrl}&user=${user}`, room);
    await this.#send(person, room, { id, username: user, message: text });
    return id;
  }

  /** Sends a message with an agent's own token of a room, and waits until it is published. */
  async answer(server: Served, room: string, agent: string, text: string): Promise<string> {
    this.#sent += 1;
    const id = `${agent}-${this.#sent}`;
    const person = await this.#enter(`${server.inboxUrl}&agent=${agent}`, room);
    await this.#send(person, room, { id, username: agent, message: text });
    return id;
  }

  /** Publishes something to a room's inbox. */
  async publish(server: Served, room: string, user: string, item: object): Promise<void> {
    const { clients } = await this.#enter(`${server.tokenUrl}&user=${user}`, room);
    await clients.topics.publish(CACHE, inboxOf(room), JSON.stringify(item));
  }

  /** A request of an agent. */
  async ask(server: Served, agent: string, request: InboxRequest): Promise<Answered> {
    return send(`${server.inboxUrl}&agent=${agent}`, JSON.stringify(request));
  }

  async list(
    server: Served,
    agent = 'sam',
    more: Partial<Extract<InboxRequest, { type: 'list' }>> = {},
  ): Promise<InboxPage> {
    const { status, body } = await this.ask(server, agent, {
      ...{ type: 'list', filter: 'open' },
      ...more,
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as InboxPage;
  }

  async conversation(server: InboxServer, room: string): Promise<Conversation> {
    const found = await server.inbox.conversation(room);
    if (!found) throw new Error(`no conversation in ${room}`);
    return found;
  }

  /** What an agent hears of the inbox, with a token of the inbox. */
  async hear(server: Served, agent = 'sam'): Promise<InboxEvent[]> {
    const heard: InboxEvent[] = [];
    const { body } = await get(`${server.inboxUrl}&agent=${agent}`);
    const clients = this.clientsWith(body.authToken ?? '');
    const subscription = await clients.topics.subscribe(CACHE, body.topic ?? '', {
      onItem: (item) => heard.push(JSON.parse(item.valueString()) as InboxEvent),
    });
    if (!(subscription instanceof TopicSubscribe.Subscription)) {
      throw new Error(subscription.toString());
    }
    return heard;
  }

  clientsWith(authToken: string): Clients {
    const address = `127.0.0.1:${this.engine.grpcPort}`;
    const clients = new Clients(
      CredentialProvider.fromDisposableToken({
        apiKey: authToken,
        endpointOverrides: {
          cacheEndpoint: address,
          controlEndpoint: address,
          tokenEndpoint: address,
          secureConnection: false,
        },
      }),
    );
    this.#opened.push(clients);
    return clients;
  }

  stored(room: string): readonly Record<string, unknown>[] {
    const items = this.engine.direct.listFetch({ cache: CACHE, list: room });
    return items.map((item) => JSON.parse(item) as Record<string, unknown>);
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.splice(0).map((server) => server.close()));
    this.#opened.forEach((clients) => clients[Symbol.dispose]());
    await this.engine.close();
  }

  #enter(url: string, room: string): Promise<Person> {
    const whole = `${url}&room=${encodeURIComponent(room)}`;
    const known = this.#visitors.get(whole) ?? this.#join(whole, room);
    this.#visitors.set(whole, known);
    return known;
  }

  async #join(url: string, room: string): Promise<Person> {
    const { status, body } = await get(url);
    if (status !== 200) throw new Error(JSON.stringify(body));
    const clients = this.clientsWith(body.authToken ?? '');
    const heard = new Set<unknown>();
    const subscription = await clients.topics.subscribe(CACHE, room, {
      onItem: (item) => heard.add((JSON.parse(item.valueString()) as Message).id),
    });
    if (!(subscription instanceof TopicSubscribe.Subscription)) {
      throw new Error(subscription.toString());
    }
    return { clients, heard };
  }

  async #send({ clients, heard }: Person, room: string, item: Message): Promise<void> {
    const publish = (): Promise<unknown> =>
      clients.topics.publish(CACHE, inboxOf(room), JSON.stringify(item));
    await publish();
    let tries = 0;
    await eventually(async () => {
      tries += 1;
      // As the widget does: nobody may have listened yet.
      if (tries % 100 === 0) await publish();
      return heard.has(item.id);
    });
  }
}

export async function get(url: string): Promise<Answered> {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as Answer };
}

export async function send(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): Promise<Answered> {
  const response = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': type } });
  return { status: response.status, body: (await response.json()) as Answer };
}
