import { isBlank } from '../protocol/blank.js';
import { MAX_ANNOUNCEMENT_LENGTH } from '../protocol/kinds/desk.js';
import { isDerivedId } from '../protocol/message-codec.js';
import { isRemoved, type ChatMessage } from '../protocol/message.js';
import type { MessageAction } from '../views/message-action.js';
import type { DeskHost } from './desk-host.js';
import type { MenuSetting } from '../views/chat-menu/menu-host.js';
import type { Order, RoomDesk } from './room-desk.js';
import { spokenTime, type DeskStrings } from './words.js';

type Speech = () => { readonly words: DeskStrings; readonly language: string };

/** The times of a mute or a ban that are offered, in seconds. */
const SANCTION_SECONDS = [300, 3_600, 86_400];
/** Those between two messages of a member in slow mode. */
const SLOW_SECONDS = [0, 10, 30, 60, 300];

/** What a moderator may order, as the menus offer it. The server checks each order: this decides what is offered only. */
export class Commands {
  readonly #desk: RoomDesk;
  readonly #host: DeskHost;
  readonly #speech: Speech;
  readonly #tell: (outcome: string) => void;

  constructor(desk: RoomDesk, host: DeskHost, speech: Speech, tell: (outcome: string) => void) {
    this.#desk = desk;
    this.#host = host;
    this.#speech = speech;
    this.#tell = tell;
  }

  /** The actions on a message, with the orders about it and about its author at the end. */
  forMessage(message: ChatMessage, actions: readonly MessageAction[]): readonly MessageAction[] {
    // What is on its way is not in the room.
    if (!this.#desk.isModerator || 'state' in message) return actions;
    return [...actions, ...this.#aboutMessage(message), ...this.#aboutAuthor(message)];
  }

  #aboutMessage(message: ChatMessage): readonly MessageAction[] {
    const { words } = this.#speech();
    const { id } = message;
    // What has no id of its own cannot be named to the server.
    if (isRemoved(message) || isDerivedId(id)) return [];
    const isPinned = this.#desk.state.pins.some((pin) => pin.id === id);
    const [act, label, outcome] = isPinned
      ? (['unpin', words.deskUnpin, words.deskUnpinned] as const)
      : (['pin', words.deskPin, words.deskPinned] as const);
    return [{ id: act, label, run: () => this.#order({ act, target: id }, outcome) }];
  }

  /** What holds for the whole room. */
  forRoom(): readonly MenuSetting[] {
    const { words, language } = this.#speech();
    const { slowSeconds, readOnly } = this.#desk.state;
    const slowName = (seconds: number): string =>
      seconds === 0 ? words.deskOff : spokenTime(seconds, language);
    return [
      {
        label: words.deskSlow,
        value: slowName(slowSeconds),
        choices: SLOW_SECONDS.map((seconds) => ({
          label: slowName(seconds),
          checked: seconds === slowSeconds,
          run: () =>
            this.#order(
              { act: 'limit', slowSeconds: seconds },
              seconds === 0 ? words.deskSlowOff : words.deskSlowOn(slowName(seconds)),
            ),
        })),
      },
      {
        label: words.deskReadOnly,
        checked: readOnly,
        run: () =>
          this.#order(
            { act: 'limit', readOnly: !readOnly },
            readOnly ? words.deskReadOnlyOff : words.deskReadOnlyOn,
          ),
      },
      ...this.#announcing,
    ];
  }

  /** Offered while something is written that can be announced. */
  get #announcing(): readonly MenuSetting[] {
    const { words } = this.#speech();
    const text = this.#host.value;
    if (isBlank(text) || text.length > MAX_ANNOUNCEMENT_LENGTH) return [];
    const run = (): void =>
      this.#order({ act: 'announce', text }, words.deskAnnounced, () => {
        // The moderator may have written the next text by now.
        if (this.#host.value === text) this.#host.value = '';
      });
    return [{ label: words.deskAnnounce, run }];
  }

  #aboutAuthor(message: ChatMessage): readonly MessageAction[] {
    const { words, language } = this.#speech();
    const { id: user, name } = message.author;
    const own = this.#host.session?.user.id;
    if (user === undefined || user === own) return [];
    const shown = `\u2068${name || user}\u2069`;
    const give = (order: Order, outcome: string): (() => void) => {
      return () => this.#order(order, outcome);
    };
    const lift: MessageAction = {
      id: 'lift',
      label: words.deskLift,
      run: give({ act: 'lift', user }, words.deskLifted(shown)),
    };
    const timed = (
      act: 'mute' | 'ban',
      label: string,
      outcome: (time: string) => string,
    ): MessageAction => ({
      id: act,
      label,
      choices: [
        ...SANCTION_SECONDS.map((seconds) => {
          const time = spokenTime(seconds, language);
          return { id: act, label: time, run: give({ act, user, seconds }, outcome(time)) };
        }),
        lift,
      ],
      run: () => undefined,
    });
    const removeAll: MessageAction = {
      id: 'remove-all',
      label: words.deskRemoveAll(shown),
      confirm: words.deskRemoveAllQuestion(shown),
      run: give({ act: 'remove-all', user }, words.deskRemovedAll(shown)),
    };
    return [
      timed('mute', words.deskMute(shown), words.deskMuted),
      timed('ban', words.deskBan(shown), words.deskBanned),
      ...(isRemoved(message) ? [] : [removeAll]),
    ];
  }

  #order(order: Order, done: string, onDone?: () => void): void {
    void this.#desk.give(order).then((outcome) => {
      const { words } = this.#speech();
      const texts = {
        done,
        'not-allowed': words.deskNotAllowed,
        'not-found': words.deskNotFound,
        failed: words.deskFailed,
      };
      if (outcome === 'done') onDone?.();
      this.#tell(texts[outcome]);
    });
  }
}
