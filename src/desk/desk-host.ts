import type { ReactiveElement } from 'lit';
import type { RoomEvent, Signal } from '../protocol/kinds/kind.js';
import type { ChatMessage, PendingMessage } from '../protocol/message.js';
import type { Role } from '../protocol/role.js';

/** The chat, as far as the desk needs it. */
export interface DeskHost extends ReactiveElement {
  readonly room: string;
  readonly status: string;
  /** `off`: markers in texts are shown as they are. */
  readonly formatting: unknown;
  readonly variant: string;
  /** What is written in the composer. */
  value: string;
  /** Whether a panel or an overlay is open. */
  readonly opened: boolean;
  readonly session:
    | {
        readonly desk?: unknown;
        readonly role: Role;
        readonly user: { readonly id: string };
        readonly away: boolean;
        readonly answerSeconds: number | undefined;
      }
    | undefined;
  /** Whether the page says that nobody is here to answer. */
  readonly away: boolean;
  readonly messages: readonly ChatMessage[];
  /** The visitor's own messages that are on their way, or have failed. */
  readonly pending: readonly PendingMessage[];
}

/** The room, as far as the desk needs it. */
export interface DeskRoom {
  readonly signals: {
    add(kind: Signal): void;
    send(event: RoomEvent): Promise<void>;
  };
}

/** What a visitor with a mute, in a read-only room or in slow mode has in place of a free composer. */
export interface ComposerLimits {
  readonly readOnly?: boolean;
  /** Text can be written, but not yet sent. */
  readonly waiting?: boolean;
  /** On the send button. */
  readonly wait?: string;
  /** Why it is so, for the visitor. */
  readonly reason?: string;
}
