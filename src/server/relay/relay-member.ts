import { isBlank } from '../../protocol/blank.js';
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

/** One client in one room: receives the room's messages and events in the format that it has requested. */
export interface RelayMember {
  /** An item of the room's topic, unchanged. */
  takeItem(item: LiveItem): void;
  /** A message that is new to the room. */
  takeMessage(message: ParsedMessage): void;
  takeEvent(event: BasicEvent): void;
  /** Items may be missing. */
  gap(): void;
  /** The room's stream is interrupted. */
  cut(): void;
}

/** A client of the documented protocol: it does not track which messages it has, so the relay does. */
export class LegacyMember implements RelayMember {
  readonly #room: string;
  readonly #emit: Emit;
  /** Messages that arrived before the history was sent; undefined afterwards. */
  #held: ParsedMessage[] | undefined = [];
  /** Ids of messages that were stored, but not yet published, when the client joined. */
  readonly #sentEarly = new Set<string>();
  /** The same messages, to recognize those without an id. */
  readonly #unpublished = new ExpectedLive(() => Date.now());

  constructor(room: string, emit: Emit) {
    this.#room = room;
    this.#emit = emit;
  }

  /** Sends the client the history, with all messages that arrived while it was fetched. */
  sendHistory(stored: readonly string[], feed: RelayFeed): void {
    // The timeline sorts the messages and removes duplicates: after a lost answer the list may have a message twice.
    const timeline = new Timeline(() => Date.now());
    // A late retry may have stored a message after its removal.
    const history = feed.read(stored).filter(({ message }) => !feed.isRemoved(message));
    timeline.merge(history, this.#held);
    this.#held = undefined;
    const unpublished = feed.lacking(history);
    this.#unpublished.expect(unpublished);
    this.#sentEarly.clear();
    for (const { derivedId, message } of unpublished)
      if (!derivedId) this.#sentEarly.add(message.id);
    const chatHistory = timeline.messages.map(toDocumentMessage);
    this.#emit('joined', { room: this.#room, chatHistory });
  }

  /** Holds messages back, because the client requests the history again. */
  hold(): void {
    this.#held ??= [];
  }

  takeItem(): void {
    // It receives messages and events instead.
  }

  takeMessage(parsed: ParsedMessage): void {
    if (this.#held) {
      this.#held.push(parsed);
      return;
    }
    const { message } = parsed;
    if (this.#sentEarly.delete(message.id) || this.#unpublished.take(parsed)) return;
    const chatMessage = JSON.stringify(toDocumentMessage(message));
    this.#emit('message', { room: this.#room, chatMessage });
  }

  takeEvent(event: BasicEvent): void {
    if (event.type === 'removal') this.#emit('removed', { room: this.#room, id: event.id });
    if (event.type === 'closing') this.#emit('closed', { room: this.#room });
  }

  gap(): void {
    // The relay sends the missed messages itself.
  }

  cut(): void {
    // The client waits; the relay sends the missed messages later.
  }
}

/** A client that tracks its messages itself, like `<momento-relay-chat>`. */
export class ItemMember implements RelayMember {
  readonly #room: string;
  readonly #emit: Emit;
  readonly #onCut: () => void;

  /** @param onCut called when the client has left the room, and has to join again */
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

/**
 * The message in the documented format, which has neither references nor files: names stand for files that come without a
 * text. An id that was derived from the content is left out: no client needs it.
 */
function toDocumentMessage(message: ChatMessage): DocumentMessage {
  const { id, author, sentAt, attachments } = message;
  const names = attachments?.map(({ name }) => name).join(', ');
  const text = isBlank(message.text) && names ? names : message.text;
  const { id: wireId, ...fields } = toWire({ id, text, author, sentAt });
  return isDerivedId(wireId) ? fields : { id: wireId, ...fields };
}
