import type { ChatMessage } from '../../protocol/message.js';
import { isDerivedId, toWire, type ParsedMessage } from '../../protocol/message-codec.js';
import type { DocumentMessage, RelayItem } from '../../protocol/relay.js';
import type { BasicEvent } from '../../protocol/kinds/index.js';
import { ExpectedLive } from '../../core/timeline/occurrences.js';
import { Timeline } from '../../core/timeline/timeline.js';
import type { LiveItem } from '../../transport/transport.js';
import type { RelayFeed } from './relay-feed.js';

/** Sends an event to one client. */
export type Emit = (event: string, payload: object) => void;

/** One client in one room: gets what the room has to tell, in the way that it has asked for. */
export interface RelayMember {
  /** What the room's topic brings, as it is. */
  takeItem(item: LiveItem): void;
  /** A message that is new to the room. */
  takeMessage(message: ParsedMessage): void;
  takeEvent(event: BasicEvent): void;
  /** Something may be missing. */
  gap(): void;
  /** The room cannot be heard for a while. */
  cut(): void;
}

/** A client of the documents' kind: it keeps no account of what it has, so the relay does. */
export class LegacyMember implements RelayMember {
  readonly #room: string;
  readonly #emit: Emit;
  /** What came before the history; undefined once the client has that. */
  #held: ParsedMessage[] | undefined = [];
  /** Messages that were stored when the client came, and not yet published. */
  readonly #given = new Set<string>();
  /** Those of them that have no id. */
  readonly #unheard = new ExpectedLive(() => Date.now());

  constructor(room: string, emit: Emit) {
    this.#room = room;
    this.#emit = emit;
  }

  /** Gives the client the history, and all that came while it was fetched. */
  welcome(stored: readonly string[], feed: RelayFeed): void {
    // It sorts, and has each message once: the list may have it twice, where an answer got lost.
    const timeline = new Timeline(() => Date.now());
    const history = feed.read(stored);
    timeline.merge(history, this.#held);
    this.#held = undefined;
    const given = feed.lacking(history);
    this.#unheard.expect(given);
    this.#given.clear();
    for (const { derivedId, message } of given) if (!derivedId) this.#given.add(message.id);
    const chatHistory = timeline.messages.map(toDocumentMessage);
    this.#emit('joined', { room: this.#room, chatHistory });
  }

  /** The client asks for the history once more. */
  hold(): void {
    this.#held ??= [];
  }

  takeItem(): void {
    // It gets what the relay makes of it.
  }

  takeMessage(parsed: ParsedMessage): void {
    if (this.#held) {
      this.#held.push(parsed);
      return;
    }
    const { message } = parsed;
    if (this.#given.delete(message.id) || this.#unheard.take(parsed)) return;
    const chatMessage = JSON.stringify(toDocumentMessage(message));
    this.#emit('message', { room: this.#room, chatMessage });
  }

  takeEvent(event: BasicEvent): void {
    if (event.type === 'removal') this.#emit('removed', { room: this.#room, id: event.id });
    if (event.type === 'closing') this.#emit('closed', { room: this.#room });
  }

  gap(): void {
    // The relay has sent what was missed.
  }

  cut(): void {
    // It waits; the relay will send what it misses.
  }
}

/** A client that keeps its own account, as `<momento-relay-chat>` does. */
export class ItemMember implements RelayMember {
  readonly #room: string;
  readonly #emit: Emit;
  readonly #onCut: () => void;

  /** @param onCut the client is not in the room any more: it is to come again */
  constructor(room: string, emit: Emit, onCut: () => void) {
    this.#room = room;
    this.#emit = emit;
    this.#onCut = onCut;
  }

  takeItem({ text, publisherId, sequence }: LiveItem): void {
    const item: RelayItem = {
      room: this.#room,
      ...(text === undefined ? {} : { text }),
      ...(publisherId === undefined ? {} : { publisherId }),
      sequence,
    };
    this.#emit('item', item);
  }

  takeMessage(): void {
    // It has the item.
  }

  takeEvent(): void {
    // It has the item.
  }

  gap(): void {
    this.#emit('gap', { room: this.#room });
  }

  cut(): void {
    this.#emit('cut', { room: this.#room });
    this.#onCut();
  }
}

/** The message without an id that was made from its content: it means nothing to others. */
function toDocumentMessage(message: ChatMessage): DocumentMessage {
  const { id, ...fields } = toWire(message);
  return isDerivedId(id) ? fields : { id, ...fields };
}
