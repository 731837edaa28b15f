import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { RoomState } from '../core/room-state.js';
import type { Strings } from '../localization/strings.js';
import { textsIn, type PreChatAnswers } from '../protocol/answers.js';
import type { ChatError } from '../protocol/errors.js';
import { missingModule } from '../protocol/missing-module.js';
import { LENT } from '../views/actions-module.js';
import type { PreChatForm, PreChatHost, Refused } from '../views/pre-chat/index.js';
import type { RoomMemory } from './memory/room-memory.js';

type Host = PreChatHost & {
  readonly room: string;
  preChatAnswers: PreChatAnswers | undefined;
};

/**
 * What visitors are asked before the chat, with `pre-chat`:
 *
 *     open --> answered, on the way --> in the chat
 *      ^              |
 *      +-- refused ---+
 *
 * Only what decides whether something is asked is here. The form is a module of its own, loaded when it is shown.
 */
export class Questions {
  readonly #host: Host;
  readonly #memory: RoomMemory;
  readonly #room: { readonly state: RoomState };
  readonly #report: (error: ChatError) => void;
  /** The answers from the form or the tab's memory, for this room. Other ones are the page's, and hold for each room. */
  #asked: PreChatAnswers | undefined;
  #refused: Refused | undefined;
  #form: PreChatForm | undefined;
  #loading: Promise<void> | undefined;
  #isMissing = false;

  constructor(
    host: Host,
    memory: RoomMemory,
    room: { readonly state: RoomState },
    report: (error: ChatError) => void,
  ) {
    this.#host = host;
    this.#memory = memory;
    this.#room = room;
    this.#report = report;
  }

  /** Whether an answer is missing. */
  get open(): boolean {
    const { preChat, preChatAnswers } = this.#host;
    return typeof preChat === 'string' && !preChatAnswers && !this.#isMissing;
  }

  /** For each update of the host, before its room is entered. */
  update(changed: PropertyValues<Host>): void {
    const host = this.#host;
    const { error, session } = this.#room.state;
    const answers = host.preChatAnswers;
    // `token-refused`, `token-rejected`: with other answers the visitor may be let in.
    const isEntering = !session && answers && typeof host.preChat === 'string';
    if (isEntering && error?.code.startsWith('token-re')) {
      this.#refused = { error, answers };
      host.preChatAnswers = undefined;
    }
    const stored = this.#memory.answers(host.room);
    // The page may have set anything.
    const given = host.preChatAnswers;
    const isAsked = given === this.#asked;
    const isElsewhere = changed.has('room');
    if (isElsewhere && isAsked) host.preChatAnswers = this.#asked = stored.get();
    else if (isElsewhere || changed.has('preChatAnswers')) {
      const answers = (host.preChatAnswers = textsIn(given));
      if (isAsked || !answers) this.#asked = answers;
      stored.set(answers);
      if (given && !answers) void this.#need().then(() => this.#form?.blame());
    }
  }

  /** The form in place of the conversation, nothing of it in a closed chat; undefined: the conversation is shown. */
  view(strings: Strings): TemplateResult | undefined {
    if (!this.open && !this.#form?.holds()) return undefined;
    if (!this.#host.opened) return html``;
    void this.#need();
    return (
      this.#form?.render(strings, this.#refused) ??
      html`<momento-chat-message-list
        .loading=${true}
        .loaded=${false}
        .strings=${strings}
      ></momento-chat-message-list>`
    );
  }

  /** Gives the form the focus, if it is shown; also where it is still being loaded. */
  focus(options?: FocusOptions): void {
    void this.#loading?.then(() => this.#form?.focus(options));
  }

  #need(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    const host = this.#host;
    try {
      const { connectPreChat } = await import('../views/pre-chat/index.js');
      const take = (answers: PreChatAnswers): void => {
        host.preChatAnswers = this.#asked = answers;
      };
      this.#form = await connectPreChat(LENT, host, take, this.#report);
    } catch (cause) {
      // Better a visitor of whom nothing is known than none: the server decides who may enter.
      this.#isMissing = true;
      this.#report(missingModule('ask before the chat', 'pre-chat', cause));
    }
    host.requestUpdate();
  }
}
