import { NativeEvent } from '../dom/natives.js';
import type { Mention } from '../protocol/message.js';

/** The visitor wants to send `text`. If a listener cancels the event, the composer keeps the text. */
export class ComposerSubmitEvent extends NativeEvent {
  constructor(
    readonly text: string,
    /** The people whom it names. */
    readonly mentions: readonly Mention[],
  ) {
    super('submit', { cancelable: true });
  }
}
