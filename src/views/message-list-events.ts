import { NativeEvent } from '../dom/natives.js';

/**
 * The visitor asks for an action:
 *
 * - `retry` or `discard` of a failed message or change (`messageId` is the change's id then)
 * - `react` to a message with the emoji in `detail`, or take the reaction back; `react-more`: offer other emoji
 * - `reply` to a message, `edit`, `remove` or `copy` it
 *
 * The list itself follows `original`: it leads to the message, whose order may be in `detail`.
 */
export class MessageActionEvent extends NativeEvent {
  constructor(
    readonly action: string,
    readonly messageId: string,
    readonly detail?: string,
  ) {
    super('message-action');
  }
}

/** The newest message has come into the reader's view, or has gone out of it. */
export class ReadingChangeEvent extends NativeEvent {
  constructor(readonly atEnd: boolean) {
    super('reading-change');
  }
}
