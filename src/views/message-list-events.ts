import { NativeEvent } from '../dom/natives.js';

/** The visitor asks for an action on one message: `retry` or `discard` of a failed one. */
export class MessageActionEvent extends NativeEvent {
  constructor(
    readonly action: string,
    readonly messageId: string,
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
