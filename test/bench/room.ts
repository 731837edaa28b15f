import { ChatElement } from '../../src/element/chat-element.js';
import type { Room } from '../../src/core/room.js';
import type { ConnectionStatus } from '../../src/protocol/connection-status.js';
import type { FileStore } from '../../src/transport/transport.js';
import { READER_ID, type Delivery } from './conversation.js';
import type { RelationDelivery } from './relations.js';
import { StoredRoom } from './stored-room.js';

let rooms = 0;

/** The whole chat, from the topic item to the layout, in a room with reactions. Only the network is missing. */
class BenchChat extends ChatElement {
  transport: StoredRoom | undefined;

  get roomNow(): Room {
    const { room } = this.roomController;
    if (!room) throw new Error('not in a room');
    return room;
  }

  protected override get address(): string {
    return 'bench';
  }

  protected override createRoom(): Room {
    const { transport } = this;
    if (!transport) throw new Error('no room to enter');
    const body = { authToken: 'none', expiresAt: 9e9, user: { id: READER_ID, name: 'Ada' } };
    return this.roomThrough({
      tokens: () => Promise.resolve({ body, servedAt: undefined }),
      createTransport: () => transport,
    });
  }
}

customElements.define('bench-chat', BenchChat);

/** A room that a reader is in. Its work, layout included, is done when a method resolves. */
export class OpenedRoom {
  readonly #chat = document.createElement('bench-chat') as BenchChat;
  readonly #transport: StoredRoom;

  constructor(deliveries: readonly Delivery[], files?: FileStore) {
    this.#transport = new StoredRoom(deliveries, files);
    this.#chat.transport = this.#transport;
    rooms += 1;
    // What the tab remembers of one room is not another one's.
    this.#chat.room = `bench-${String(rooms)}`;
  }

  /** Shows the newest page. */
  async enter(): Promise<void> {
    document.body.append(this.#chat);
    await this.#until('connected');
    await this.#shown();
  }

  /** Loads all that is stored, page after page, as a reader does who scrolls to the beginning. */
  async loadAll(): Promise<void> {
    const room = this.#chat.roomNow;
    while (room.getState().earlier !== 'none') {
      const loaded = new Promise<void>((resolve) => {
        const end = room.subscribe(({ earlier }) => {
          if (earlier === 'loading') return;
          end();
          resolve();
        });
        room.fetchEarlier();
      });
      await loaded;
      await this.#shown();
    }
  }

  /** Brings a live item. */
  async receive(delivery: RelationDelivery): Promise<void> {
    this.#transport.deliver(delivery);
    await this.#shown();
  }

  get messageCount(): number {
    return this.#chat.messages.length;
  }

  get reactionCount(): number {
    const counts = this.#chat.messages.map(({ reactions = [] }) =>
      reactions.reduce((sum, { users }) => sum + users.length, 0),
    );
    return counts.reduce((a, b) => a + b, 0);
  }

  /** Scrolls to a message. */
  goTo(id: string): void {
    this.#list?.goTo(id);
  }

  /** Whether a message's picture is there, and could be read. */
  showsPicture(id: string): boolean {
    const file = this.#list?.rowOf(id)?.querySelector('momento-chat-attachment');
    return Number(file?.shadowRoot?.querySelector('img')?.naturalWidth) > 0;
  }

  /** Of all shadow trees. */
  countElements(): number {
    return countIn(this.#chat);
  }

  remove(): void {
    this.#chat.remove();
  }

  get #list(): HTMLElementTagNameMap['momento-chat-message-list'] | null {
    return this.#chat.renderRoot.querySelector('momento-chat-message-list');
  }

  async #until(wanted: ConnectionStatus): Promise<void> {
    while (this.#chat.status !== wanted) {
      await new Promise((resolve) => {
        this.#chat.addEventListener('momento-chat-status-change', resolve, { once: true });
      });
    }
  }

  async #shown(): Promise<void> {
    // An update may cause another one.
    while (!(await this.#chat.updateComplete));
    const list = this.#list;
    while (list && !(await list.updateComplete));
    const scroller = list?.renderRoot.querySelector('.scroller');
    // Reading a size forces the browser to compute the layout.
    if (!scroller || scroller.scrollHeight < scroller.clientHeight) throw new Error('not laid out');
  }
}

function countIn(element: Element): number {
  const root = element.shadowRoot;
  const inside = [...element.children, ...(root?.children ?? [])];
  return inside.reduce((sum, child) => sum + countIn(child), 1);
}
