import type { MomentoChatElement } from '../momento-chat.js';
import type { Desk } from './desk.js';
import type { DeskAction, DeskActions } from './desk-actions.js';
import { statusOf } from './conversation-state.js';
import { commandOf, type KeyCommand } from './inbox-keys.js';
import { noticeOf } from './outcome-notice.js';
import type { Times } from './times.js';
import type { Toast } from './toast.js';
import type { InboxStrings } from './words.js';

/** The inbox, as far as keys and buttons act on it. */
export interface CommandsHost {
  readonly desk: () => Desk | undefined;
  readonly actions: () => DeskActions | undefined;
  readonly toast: Toast;
  readonly words: () => InboxStrings;
  readonly times: () => Times;
  /** The room of the open conversation; empty: none. */
  readonly opened: () => string;
  /** The room of the line that keys act on, and whether the list has the focus. */
  readonly line: () => { readonly room: string | undefined; readonly focused: boolean };
  readonly move: (by: number) => void;
  readonly open: (room: string) => void;
  /** Leaves the field, or the conversation, that has the focus. */
  readonly back: () => void;
  readonly focus: (on: 'chat' | 'search' | 'snooze' | 'note') => void;
  readonly showKeys: () => void;
}

/** What agents do by key, or by a button. */
export class InboxCommands {
  readonly #host: CommandsHost;

  constructor(host: CommandsHost) {
    this.#host = host;
  }

  readonly press = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (!command || !this.#run(command)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  async act(room: string, action: DeskAction): Promise<void> {
    const { actions, toast, words, times } = this.#host;
    const conversation = actions()?.shown(room);
    if (!conversation) return;
    const outcome = await actions()?.run(room, action);
    if (!outcome) return;
    const undo = (): void => void this.act(room, { type: 'reopen' });
    toast.show(noticeOf(action, outcome, conversation, words(), times(), undo));
  }

  /** The conversation that a key is for: that of the line with the focus, or the open one. */
  get #target(): string | undefined {
    const { line, opened } = this.#host;
    const { room, focused } = line();
    return focused ? room : opened() || room;
  }

  /** @returns whether the key was for something */
  #run(command: KeyCommand): boolean {
    const { move, open, back, focus, showKeys } = this.#host;
    const room = this.#target;
    switch (command) {
      case 'next':
      case 'previous':
        move(command === 'next' ? 1 : -1);
        return true;
      case 'search':
        focus('search');
        return true;
      case 'keys':
        showKeys();
        return true;
      case 'back':
        back();
        return true;
      case 'open':
      case 'reply':
      case 'snooze':
      case 'note':
        if (room === undefined) return false;
        if (room !== this.#host.opened()) open(room);
        if (command === 'reply') focus('chat');
        else if (command !== 'open') focus(command);
        return true;
      case 'assign':
        if (room !== undefined) void this.act(room, { type: 'assign', to: 'me' });
        return room !== undefined;
      case 'close':
        return this.#close(room);
    }
  }

  #close(room: string | undefined): boolean {
    const { actions, desk } = this.#host;
    const conversation = room === undefined ? undefined : actions()?.shown(room);
    if (!conversation) return false;
    const isClosed = statusOf(conversation, desk()?.now ?? Date.now()) === 'closed';
    if (!isClosed) void this.act(conversation.room, { type: 'close' });
    return true;
  }
}

/** A chat that has just begun has no field yet. */
export async function focusChat(chat: MomentoChatElement): Promise<void> {
  await chat.updateComplete;
  // Its parts are rendered by then.
  await new Promise((resolve) => setTimeout(resolve));
  chat.focus();
}
