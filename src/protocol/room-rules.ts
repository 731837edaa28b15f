/**
 * The writers of a room: in `direct` rooms the visitors' browsers, in `moderated` rooms a server that reads
 * the room's inbox, to which the browsers publish.
 */
export type ChatMode = 'direct' | 'moderated';

/** The publisher of an item, by the service's word. */
export interface Publisher {
  /** The id in the publisher's token; undefined where the service gives none. */
  readonly id: string | undefined;
  /** Whether it is the server that writes this room. */
  readonly isServer: boolean;
}

/** The server of a moderated room, which alone may write it. */
export const SERVER: Publisher = Object.freeze({ id: undefined, isServer: true });

/** The consequences of a room's mode, in one place. */
export class RoomRules {
  readonly mode: ChatMode;

  constructor(mode: ChatMode) {
    this.mode = mode;
  }

  /** Whether a server writes the list and the topic, so that all they hold is its word. */
  get serverWrites(): boolean {
    return this.mode === 'moderated';
  }

  /** The topic that browsers publish to. */
  inputTopic(room: string): string {
    return this.serverWrites ? inboxOf(room) : room;
  }

  /**
   * The publisher of a live item; undefined where it had no right to publish. A moderated room's topic takes the server
   * alone, and a server's API key carries no token id.
   */
  publisher(id: string | undefined): Publisher | undefined {
    if (this.serverWrites) return id === undefined ? SERVER : undefined;
    return { id, isServer: false };
  }
}

/** In a moderated room `x` browsers write to this topic, and only the moderator reads it. */
export function inboxOf(room: string): string {
  return `${room}-input`;
}
