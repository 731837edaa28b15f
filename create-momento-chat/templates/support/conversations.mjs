import { guestName } from './guests.mjs';

/** Each visitor asks in a room of their own. */
export function roomOf(visitorId) {
  return `support-${visitorId}`;
}

/**
 * Who has asked what, for the desk. It is kept in memory: keep it in your database.
 *
 * The place for an inbox: this class and the list in `public/desk.js` are all that knows of conversations.
 */
export class Conversations {
  #byRoom = new Map();
  #names = new Map();

  /** For the moderator's `moderate`: all messages pass, and the desk learns of them. */
  note({ room, text, author }) {
    const visitor = room.replace(/^support-/, '');
    this.#byRoom.delete(room); // the newest one is the last
    this.#byRoom.set(room, { room, visitor, text, by: author.name, at: Date.now() });
  }

  has(room) {
    return this.#byRoom.has(room);
  }

  /** The newest first. */
  list() {
    const conversations = [...this.#byRoom.values()].reverse();
    return conversations.map(({ visitor, ...rest }) => ({ ...rest, name: this.nameOf(visitor) }));
  }

  /** By the visitor's own word. */
  rename(id, name) {
    this.#names.set(id, name);
  }

  nameOf(id) {
    return this.#names.get(id) ?? guestName(id);
  }
}
