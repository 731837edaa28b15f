import type { TemplateResult } from 'lit';
import { toJson } from '../protocol/json.js';
import { tabStore } from '../platform/tab-store.js';
import type { PinnedMessage } from '../protocol/kinds/desk-state.js';
import { isRemoved, type ChatMessage } from '../protocol/message.js';
import { ownFields } from '../protocol/own-fields.js';
import { html, nothing, plainText } from '../views/actions/borrowed.js';
import type { DeskHost } from './desk-host.js';
import { foldIcon, nextIcon, pinIcon } from './icons.js';
import type { RoomDesk } from './room-desk.js';
import type { DeskStrings } from './words.js';

/** One line shows less, in UTF-16 code units. */
const MAX_TEXT = 200;

/** The bar of pinned messages above the conversation: one of them at a time, the newest first. */
export class Pins {
  readonly #host: DeskHost;
  readonly #desk: RoomDesk;
  readonly #words: () => DeskStrings;
  readonly #tell: (text: string) => void;
  readonly #store = tabStore(localStorageIfAllowed());
  /** Those that are known to the visitor; undefined before the first state. */
  #known: ReadonlySet<string> | undefined;
  /** Which one is shown, counted from the newest one. */
  #place = 0;

  /** @param tell says something to screen readers */
  constructor(
    host: DeskHost,
    desk: RoomDesk,
    words: () => DeskStrings,
    tell: (text: string) => void,
  ) {
    this.#host = host;
    this.#desk = desk;
    this.#words = words;
    this.#tell = tell;
  }

  /** Call it for each update of the chat: tells of what was pinned meanwhile, once. */
  follow(): void {
    const { pins } = this.#desk.state;
    const known = this.#known;
    if (known?.size === pins.length && pins.every(({ id }) => known.has(id))) return;
    const fresh = pins.filter(({ id }) => known && !known.has(id)).at(-1);
    this.#known = new Set([...(known ?? []), ...pins.map(({ id }) => id)]);
    const shown = fresh && this.#shownOf(fresh);
    if (!shown) return;
    this.#place = 0;
    this.#tell(this.#words().newlyPinned(shown.name, shown.text));
  }

  render(): TemplateResult | typeof nothing {
    const pins = this.#shown;
    if (pins.length === 0) return nothing;
    const words = this.#words();
    const isFolded = pins.every(({ id }) => this.#folded.includes(id));
    return html`<div class="pins" part="pins" role="region" aria-label=${words.pinnedMessages}>
      ${isFolded ? this.#foldedView(pins.length) : this.#view(pins)}
    </div>`;
  }

  #view(pins: readonly PinnedMessage[]): TemplateResult {
    const words = this.#words();
    const place = this.#place % pins.length;
    const pin = pins[place] as PinnedMessage;
    return html`<button class="pinned" part="pinned" @click=${() => this.#goTo(pin)}>
        ${pinIcon}<b dir="auto">${pin.name}</b> <span dir="auto">${pin.text}</span>
      </button>
      ${
        pins.length > 1
          ? html`<button
              class="pins-tool next"
              aria-label=${words.nextPinned(place + 1, pins.length)}
              title=${words.nextPinned(place + 1, pins.length)}
              @click=${() => this.#next(place + 1)}
            >
              <small aria-hidden="true">${place + 1}/${pins.length}</small>${nextIcon}
            </button>`
          : nothing
      }
      <button
        class="pins-tool fold"
        aria-label=${words.foldPinned}
        title=${words.foldPinned}
        @click=${() => this.#fold(pins)}
      >
        ${foldIcon}
      </button>`;
  }

  #foldedView(count: number): TemplateResult {
    return html`<button class="pinned folded" part="pinned" @click=${() => this.#fold([])}>
      ${pinIcon}<span>${this.#words().unfoldPinned(count)}</span>
    </button>`;
  }

  /** Newest pin first. */
  get #shown(): readonly PinnedMessage[] {
    return [...this.#desk.state.pins].reverse().flatMap((pin) => this.#shownOf(pin) ?? []);
  }

  /** With the text of now, where the message is here; undefined where it was removed. */
  #shownOf(pin: PinnedMessage): PinnedMessage | undefined {
    const message = this.#host.messages.find(({ id }) => id === pin.id);
    if (message && isRemoved(message)) return undefined;
    const author = { id: undefined, name: pin.name, verified: false };
    const stored: ChatMessage = { id: pin.id, text: pin.text, author, sentAt: undefined };
    const context = { formatted: this.#host.formatting !== 'off', nameOf: () => undefined };
    const text = plainText(message ?? stored, context, MAX_TEXT);
    return { ...pin, name: message?.author.name ?? pin.name, text };
  }

  /** The ids of the pins that the visitor has folded away. */
  get #folded(): readonly unknown[] {
    try {
      const { ids } = ownFields(JSON.parse(this.#store.get(this.#key) ?? '{}'));
      return Array.isArray(ids) ? (ids as readonly unknown[]) : [];
    } catch {
      return []; // Other scripts of the page write to the storage, too.
    }
  }

  #fold(pins: readonly PinnedMessage[]): void {
    this.#store.set(this.#key, toJson({ ids: pins.map(({ id }) => id) }));
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>('.pins .pinned')?.focus(),
    );
  }

  #next(place: number): void {
    this.#place = place;
    this.#host.requestUpdate();
  }

  #goTo({ id, order }: PinnedMessage): void {
    this.#host.renderRoot.querySelector('momento-chat-message-list')?.goTo(id, order);
  }

  get #key(): string {
    const { room, session } = this.#host;
    return `momento-chat:folded-pins:${toJson([room, session?.user.id])}`;
  }
}

function localStorageIfAllowed(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
