import { parseItem } from '../../protocol/item.js';
import { toJson } from '../../protocol/json.js';
import { toWire } from '../../protocol/message-codec.js';
import type { Clock } from '../../platform/clock.js';
import type { Bot } from '../bot/bot.js';
import type { RelaySettings } from './relay-options.js';
import type { RelayRooms } from './relay-rooms.js';
import type { RelayWriter } from './relay-writer.js';

/**
 * Has a bot answer in the direct rooms of a relay: its messages are written as a client's are, once under their ids, whichever
 * process begins. In moderated rooms the moderator's bot answers.
 */
export function connectBot(
  bot: Bot,
  { inbox }: Pick<RelaySettings, 'inbox'>,
  rooms: RelayRooms,
  writer: RelayWriter,
  clock: Clock,
): void {
  const submit = async (room: string, item: string, userId: string): Promise<void> => {
    const parsed = parseItem(item);
    if (parsed.kind !== 'message') return;
    const now = Math.floor(clock.now());
    const author = { id: userId, name: bot.name, verified: true };
    const message = { ...parsed.message, author, sentAt: now };
    const { suggestions } = message;
    // After what it answers, by whatever clock that was written.
    const wire = toWire(message, rooms.nextOrder(room) ?? now);
    try {
      const stored = toJson({ ...wire, ...(suggestions && { suggestions }) });
      await writer.writeOnce(room, userId, message.id, stored);
    } catch {
      return; // The writer has reported it, and the bot tries again.
    }
    bot.onStored(room, message);
  };
  bot.connect({ submit, inbox: inbox?.feed });
}
