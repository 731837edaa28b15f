import { parseItem, type ParsedItem } from '../../protocol/item.js';
import { RoomRules } from '../../protocol/room-rules.js';
import type { LiveItem } from '../../transport/transport.js';

/** Reads list elements and topic items, and believes them as far as the room's rules allow. */
export class ItemReader {
  /** As the session says; no item comes before there is one. */
  rules = new RoomRules('direct');

  /** Every participant may write a direct room's list: it proves nothing. */
  stored(text: string): ParsedItem {
    return this.#vouchFor(parseItem(text));
  }

  live({ text, publisherId }: LiveItem): ParsedItem {
    if (!this.rules.admits(publisherId)) return { kind: 'dropped', reason: 'forged' };
    return this.#vouchFor(parseItem(text, publisherId));
  }

  /** In a moderated room every item is the server's word; elsewhere no message can be the room's own. */
  #vouchFor(item: ParsedItem): ParsedItem {
    if (item.kind !== 'message') return item;
    const { announcement, ...message } = item.message;
    if (!this.rules.serverWrites) return announcement ? { ...item, message } : item;
    const author = { ...message.author, verified: true };
    return { ...item, message: { ...item.message, author } };
  }
}
