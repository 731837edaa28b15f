import type { ChatMessage } from '../protocol/message.js';

/** What a visitor can do with a message, as its menu offers it. */
export interface MessageAction {
  /**
   * `react`, `reply`, `copy`, `edit`, `report` and `remove` are the chat's own. `react` has no entry of its own in the menu: it
   * stands for the row of emoji.
   */
  readonly id: string;
  /** The entry's text. */
  readonly label: string;
  /** What stands before the text: an emoji, or a Lit template, with an SVG for instance. */
  readonly icon?: unknown;
  /** A question that is asked before it is done; the label is the button that confirms. */
  readonly confirm?: string | undefined;
  /** What is offered in place of all actions once it is chosen: one of these is done then. */
  readonly choices?: readonly MessageAction[];
  /** Does it. */
  readonly run: (message: ChatMessage) => void;
}
