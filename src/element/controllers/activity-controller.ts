import { html, type ReactiveController, type ReactiveElement } from 'lit';
import type { Room } from '../../core/room.js';
import type { RoomState } from '../../core/room-state.js';
import type { Strings } from '../../localization/strings.js';
import type { MessageAuthor } from '../../protocol/message.js';
import type { ChatError } from '../../protocol/errors.js';
import { missingModule } from '../../protocol/missing-module.js';
import type { Person } from '../../protocol/chat-user.js';
import type { ConnectedActivity } from '../../signals/index.js';

export interface ActivityConfig {
  room: () => Room | undefined;
  state: () => RoomState;
  /** The attribute: the signals that the page switches on. */
  signals: () => unknown;
  budget: () => number | undefined;
  /** Whether the conversation is open. */
  isOpen: () => boolean;
  onChange: () => void;
  onFault: (error: ChatError) => void;
}

/** Nobody is known. */
const NOBODY: readonly Person[] = [];

/** Typing, read marks and presence. Their module is loaded where the page switches them on, and the room passes them on. */
export class ActivityController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: ActivityConfig;
  #activity: ConnectedActivity | undefined;
  #wasOpen = false;
  /** What the activity, or its module under way, was made for. */
  #madeFor: readonly unknown[] = [];

  constructor(host: ReactiveElement, config: ActivityConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  get typing(): readonly Person[] {
    return this.#activity?.typing ?? NOBODY;
  }

  get here(): readonly Person[] {
    return this.#activity?.here ?? NOBODY;
  }

  readersOf(messageId: string): readonly Person[] {
    const readers = this.#activity?.readersOf(messageId) ?? NOBODY;
    const message = this.#config.state().messages.find(({ id }) => id === messageId);
    return readers.filter(({ id }) => id !== message?.author.id);
  }

  /** What there is to show. @param strings the texts of the chat */
  view(strings: Strings): ConnectedActivity | undefined {
    this.#activity?.speak(strings);
    return this.#activity;
  }

  typed(isEmpty: boolean): void {
    this.#activity?.typed(isEmpty);
  }

  receiveMessage(author: MessageAuthor): void {
    this.#activity?.receiveMessage(author);
  }

  /** The visitor has all messages in view. Of their own ones, the others need no mark. */
  sawAll(): void {
    if (!this.#activity) return;
    const { messages, ownId } = this.#config.state();
    let last = messages.length - 1;
    while (messages[last]?.author.id === ownId && last > 0) last -= 1;
    const newest = messages[last];
    if (newest) this.#activity.saw(newest.id);
  }

  hostUpdate(): void {
    const { session, ended } = this.#config.state();
    const room = this.#config.room();
    const wanted = this.#config.signals();
    const signals = typeof wanted === 'string' ? wanted.trim() : '';
    const isOn = signals !== '' && room && session?.signals && !session.readOnly && !ended;
    const needs = isOn ? [room, signals, this.#config.budget(), session.mode] : [];
    const isSame =
      needs.length === this.#madeFor.length &&
      needs.every((value, index) => value === this.#madeFor[index]);
    if (isSame) {
      this.#checkOpen();
      return;
    }
    this.#madeFor = needs;
    this.#activity?.dispose();
    this.#activity = undefined;
    if (isOn) void this.#connect(room, signals, session.mode, needs);
  }

  /** Nothing is said while the conversation is closed. */
  #checkOpen(): void {
    const isOpen = this.#config.isOpen();
    if (isOpen !== this.#wasOpen) this.#activity?.check();
    this.#wasOpen = isOpen;
  }

  async #connect(
    room: Room,
    signals: string,
    mode: string,
    needs: readonly unknown[],
  ): Promise<void> {
    try {
      const { connectActivity } = await import('../../signals/index.js');
      if (this.#madeFor !== needs) return;
      this.#activity = connectActivity({
        html,
        room: room.signals,
        signals,
        budget: this.#config.budget(),
        mode,
        root: this.#host.renderRoot as ShadowRoot,
        isOpen: () => this.#config.isOpen(),
        visitor: () => {
          const { ownId, session } = this.#config.state();
          return { id: ownId, name: session?.user.name ?? '' };
        },
        changed: () => {
          this.#host.requestUpdate();
          this.#config.onChange();
        },
      });
      this.#host.requestUpdate();
    } catch (cause) {
      // The chat works without it.
      this.#config.onFault(missingModule('show typing, read marks and presence', 'signals', cause));
    }
  }
}
