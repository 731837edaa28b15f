import { parseItem, type ParsedItem } from '../../protocol/message.js';
import type { ChatMode } from '../../protocol/room-rules.js';
import type { LiveItem } from '../../transport/transport.js';

/** Reads what comes from a list or a topic, and knows by the room's mode whose word it is. */
export class ItemReader {
  /** As the session says; before there is one, nothing comes. */
  mode: ChatMode = 'direct';

  /** A direct room's list may be written by every participant: it proves nothing. */
  stored(text: string): ParsedItem {
    return this.#vouchFor(parseItem(text));
  }

  live({ text, publisherId }: LiveItem): ParsedItem {
    // Only the server may publish to a moderated room, and servers have no token's id.
    if (this.mode === 'moderated' && publisherId !== undefined) {
      return { kind: 'dropped', reason: 'forged' };
    }
    return this.#vouchFor(parseItem(text, publisherId));
  }

  /** In a moderated room all is the server's word. */
  #vouchFor(item: ParsedItem): ParsedItem {
    if (this.mode !== 'moderated' || item.kind !== 'message') return item;
    const { message } = item;
    return { ...item, message: { ...message, author: { ...message.author, verified: true } } };
  }
}
