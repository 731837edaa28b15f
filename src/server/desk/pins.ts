import type { Clock } from '../../platform/clock.js';
import { MAX_PIN_TEXT, MAX_PINS, type PinnedMessage } from '../../protocol/kinds/desk-state.js';
import { parseItem } from '../../protocol/item.js';
import { relationsKey, relationsLimit } from '../../protocol/room-rules.js';
import { readStamp } from '../../protocol/event-codec.js';
import { ownFields } from '../../protocol/own-fields.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { isRemoved, keyOf } from '../store/leases.js';
import { messageIn } from '../store/relation-list.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';

/** Momento keeps a list for a day at most. */
const TTL_SECONDS = 86_400;
/** The pins of a room that is used get all of that time again after so long, in ms. */
const REFRESH_MS = 3_600_000;
/** Rooms whose refreshing is remembered; one that is not is refreshed once more. */
const MAX_ROOMS = 10_000;

/**
 * The pins of all rooms: a list for each, which no token opens, so that a pin is a server's word. The service itself keeps no
 * more than the newest ones, whatever number of moderators pin at once.
 */
export class Pins {
  readonly #store: RoomStore;
  readonly #clock: Pick<Clock, 'elapsed'>;
  readonly #history: HistoryLimits;
  readonly #freshUntil = new BoundedMap<string, number>(MAX_ROOMS);

  constructor(store: RoomStore, clock: Pick<Clock, 'elapsed'>, history: HistoryLimits) {
    this.#store = store;
    this.#clock = clock;
    this.#history = history;
  }

  /** Oldest pin first. @throws the store's error */
  async of(room: string): Promise<readonly PinnedMessage[]> {
    const pins = new Map<string, PinnedMessage>();
    // Two moderators may have pinned one message at once.
    for (const { pin } of await this.#read(room)) pins.set(pin.id, pin);
    return [...pins.values()];
  }

  /** Keeps the pins of a room that is used from expiring before it. @throws the store's error */
  async refresh(room: string): Promise<void> {
    const now = this.#clock.elapsed();
    if (now < (this.#freshUntil.get(room) ?? 0)) return;
    await this.#store.refresh?.(keyOf('pins', room), TTL_SECONDS);
    this.#freshUntil.set(room, now + REFRESH_MS);
  }

  /** A pin for a stored message, with its text of now; undefined: there is no such message. @throws the store's error */
  async make(room: string, id: string): Promise<PinnedMessage | undefined> {
    const stored = await this.#store.fetch(room, this.#history.limit);
    const found = stored.map(messageIn).find((parsed) => parsed?.message.id === id);
    if (!found || (await isRemoved(this.#store, room, id))) return undefined;
    const { message, order } = found;
    const text = (await this.#editOf(room, id)) ?? message.text;
    const place = order === undefined ? {} : { order };
    // Of a message without a text, its files are shown.
    const shown = text.trim() || (message.attachments ?? []).map(({ name }) => name).join(', ');
    return { id, ...place, name: message.author.name, text: shown.slice(0, MAX_PIN_TEXT) };
  }

  /** @throws the store's error */
  async add(room: string, pin: PinnedMessage): Promise<void> {
    await this.change(room, pin.id);
    await this.#push(room, pin);
  }

  /**
   * Writes another text to the pin of a message; without one, takes the pin away.
   *
   * @returns whether the message was pinned
   * @throws the store's error
   */
  async change(room: string, id: string, text?: string): Promise<boolean> {
    const own = (await this.#read(room)).filter(({ pin }) => pin.id === id);
    for (const item of new Set(own.map((each) => each.item))) {
      await this.#store.remove(keyOf('pins', room), item);
    }
    const [first] = own;
    if (first && text !== undefined) {
      await this.#push(room, { ...first.pin, text: text.slice(0, MAX_PIN_TEXT) });
    }
    return first !== undefined;
  }

  async #push(room: string, pin: PinnedMessage): Promise<void> {
    const limits = { limit: MAX_PINS, ttlSeconds: TTL_SECONDS };
    await this.#store.push(keyOf('pins', room), JSON.stringify(pin), limits);
  }

  /** The text of a message's last edit; undefined: it has none. */
  async #editOf(room: string, id: string): Promise<string | undefined> {
    const limit = relationsLimit(this.#history.limit);
    const edits = (await this.#store.fetch(relationsKey(room), limit)).flatMap((item) => {
      const parsed = parseItem(item);
      if (parsed.kind !== 'event' || parsed.type !== 'edit') return [];
      const { target, text } = parsed.fields;
      if (target !== id || typeof text !== 'string') return [];
      return [{ text, order: readStamp(parsed.fields).order }];
    });
    return edits.sort((a, b) => a.order - b.order).at(-1)?.text;
  }

  async #read(
    room: string,
  ): Promise<readonly { readonly item: string; readonly pin: PinnedMessage }[]> {
    const items = await this.#store.fetch(keyOf('pins', room), MAX_PINS);
    // Only servers can write this list, so the pins are trusted.
    return items.map((item) => ({ item, pin: ownFields<PinnedMessage>(JSON.parse(item)) }));
  }
}
