import { isRemoved, type ChatMessage } from '../protocol/message.js';
import type { ActionWords } from '../views/actions/words.js';
import type { MessageAction } from '../views/message-action.js';
import type { MessageActionEvent } from '../views/message-list-events.js';
import type { FilesController } from './controllers/files-controller.js';
import type { Composing } from './composing.js';
import type { HostHooks } from './host-hooks.js';
import type { MessageRights } from './message-rights.js';
import type { WritingElement } from './writing-element.js';

export interface MessageActionsConfig {
  readonly rights: MessageRights;
  readonly composing: Composing;
  readonly files: FilesController;
  readonly hooks: HostHooks;
  /** With a moderator's actions among them; undefined where the room has no desk. */
  readonly more: (
    message: ChatMessage,
    actions: readonly MessageAction[],
  ) => readonly MessageAction[] | undefined;
}

/** The actions on a message: which there are, and what each of them does. */
export class MessageActions {
  readonly #config: MessageActionsConfig;
  readonly #actions: Readonly<Record<string, (messageId: string, detail?: string) => void>>;

  constructor(host: WritingElement, config: MessageActionsConfig) {
    const { composing, files, rights } = config;
    this.#config = config;
    this.#actions = {
      retry: (id) => host.retry(id),
      discard: (id) => host.discard(id),
      react: (id, emoji = '') => composing.attempt(() => host.react(id, emoji)),
      reply: (id) => composing.reply(id),
      copy: (id) => void navigator.clipboard.writeText(rights.find(id)?.text ?? ''),
      edit: (id) => composing.edit(id),
      report: (id) => host.report(id),
      remove: (id) => composing.attempt(() => host.remove(id)),
      view: (_, fileId = '') => files.show(fileId),
    };
  }

  /** Does what a `MessageActionEvent` asks for. */
  readonly act = ({ action, messageId, detail }: MessageActionEvent): void =>
    this.#actions[action]?.(messageId, detail);

  /** What the visitor can do with a message now, as its menu offers it, in its words. */
  readonly of = (message: ChatMessage, strings: ActionWords): readonly MessageAction[] => {
    const { rights, hooks, more } = this.#config;
    const actions: MessageAction[] = [];
    const add = (id: string, label: string, confirm?: string): void => {
      actions.push({ id, label, confirm, run: (chosen) => this.#actions[id]?.(chosen.id) });
    };
    if (rights.mayReact(message)) add('react', strings.addReaction);
    if (rights.mayReply(message)) add('reply', strings.reply);
    if (!isRemoved(message) && canCopy()) add('copy', strings.copy);
    if (rights.mayEdit(message)) add('edit', strings.edit);
    if (rights.mayReport(message)) add('report', strings.report);
    if (rights.mayRemove(message)) add('remove', strings.remove, strings.removeQuestion);
    return hooks.actionsOf(message, more(message, actions) ?? actions);
  };
}

/** Pages without HTTPS have no clipboard. */
function canCopy(): boolean {
  return 'clipboard' in navigator;
}
