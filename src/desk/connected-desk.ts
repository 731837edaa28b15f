import type { TemplateResult } from 'lit';
import { systemClock } from '../platform/clock.js';
import type { ChatMessage } from '../protocol/message.js';
import { adopt } from '../views/actions/adopt.js';
import { html, nothing } from '../views/actions/borrowed.js';
import type { ComposerTarget } from '../views/composer-target.js';
import type { MessageAction } from '../views/message-action.js';
import { Commands } from './commands.js';
import type { ComposerLimits, DeskHost, DeskRoom } from './desk-host.js';
import { MemberLimits } from './member-limits.js';
import { Pins } from './pins.js';
import type { MenuSetting } from '../views/chat-menu/menu-host.js';
import { RoomDesk } from './room-desk.js';
import * as styles from './desk.styles.js';
import { deskStrings, type DeskStrings } from './words.js';

/** The desk of a room, for the chat that shows it. */
export interface ConnectedDesk {
  /** Sets the chat's texts, and their language. Call it for each update of the chat. */
  speak(strings: object, language: string): void;
  /** Above the messages: those that are pinned. */
  bar(): TemplateResult | typeof nothing;
  /** Between the messages and the composer: what holds for members, and what has become of an order. */
  line(): TemplateResult;
  /** What the visitor has in place of a free composer. @param target the message that is edited or answered */
  composer(target: ComposerTarget | undefined): ComposerLimits;
  /** A message's actions, with a moderator's among them. */
  actions(message: ChatMessage, actions: readonly MessageAction[]): readonly MessageAction[];
  /** The room's settings, for moderators only. */
  readonly entries: readonly MenuSetting[];
  leave(): void;
}

/** How long an outcome is shown, in ms. */
const OUTCOME_MS = 6_000;

/** Begins to follow what the server says, and offers moderators what they may order. */
export function openDesk(host: DeskHost, room: DeskRoom): ConnectedDesk {
  const clock = systemClock;
  let words = deskStrings({});
  let spoken = '';
  let outcome = '';
  let timer: unknown;
  const update = (): void => host.requestUpdate();
  const tell = (text: string): void => {
    clock.clearTimeout(timer);
    outcome = said = text;
    if (text) timer = clock.setTimeout(() => tell(''), OUTCOME_MS);
    update();
  };
  let said = '';
  const desk = new RoomDesk(host, room, clock, update);
  const speech = (): { words: DeskStrings; language: string } => ({ words, language: spoken });
  const limits = new MemberLimits(desk, clock, speech, update);
  const pins = new Pins(
    host,
    desk,
    () => words,
    (text) => (said = text),
  );
  // Over a game, a closed overlay shows its messages alone.
  const isIdle = (): boolean => host.variant === 'overlay' && !host.opened;
  const commands = new Commands(desk, host, speech, tell);
  /** Another variant brings another list and another composer. */
  const dress = (): void => {
    const { announcementStyles, denseAnnouncementStyles, waitStyles } = styles;
    const list = host.renderRoot.querySelector('momento-chat-message-list');
    const composer = host.renderRoot.querySelector('momento-chat-composer');
    const isDense = host.variant === 'overlay';
    if (list?.isConnected) adopt(list, isDense ? denseAnnouncementStyles : announcementStyles);
    if (composer?.isConnected) adopt(composer, waitStyles);
  };
  const sent = ({ message }: HTMLElementEventMap['momento-chat-send']): void =>
    limits.sent(message.id);
  /** The page may say no, also after this listener. */
  const reported = (event: HTMLElementEventMap['momento-chat-report']): void =>
    queueMicrotask(() => event.defaultPrevented || desk.report(event.message.id));
  host.addEventListener('momento-chat-send', sent);
  host.addEventListener('momento-chat-report', reported);
  adopt(host, styles.deskStyles);
  desk.follow();

  return {
    speak(strings, language) {
      spoken = language;
      words = deskStrings(strings);
      desk.follow();
      pins.follow();
      limits.follow(host.pending);
      dress();
    },
    bar: () => (isIdle() ? nothing : pins.render()),
    line() {
      const hint = limits.hint;
      return html`<div
          class="desk-line"
          part="desk-line"
          ?hidden=${isIdle() || (!hint && !outcome)}
        >
          ${hint ? html`<span>${hint}</span>` : nothing}
          ${outcome ? html`<b aria-hidden="true">${outcome}</b>` : nothing}
        </div>
        <div class="visually-hidden" role="status">${said}</div>`;
    },
    composer: (target) => limits.composer(target?.mode === 'edit'),
    actions: (message, actions) => commands.forMessage(message, actions),
    get entries() {
      return desk.isModerator ? commands.forRoom() : [];
    },
    leave() {
      host.removeEventListener('momento-chat-send', sent);
      host.removeEventListener('momento-chat-report', reported);
      clock.clearTimeout(timer);
      limits.dispose();
      desk.dispose();
    },
  };
}
