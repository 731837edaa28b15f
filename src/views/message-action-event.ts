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
