import { BOT } from './bot.mjs';
import { guestName } from './guests.mjs';
import { roleOf } from './staff.mjs';

const PREFIX = 'support-';

/** By the visitors' own word. They are kept in memory: keep them in your database. */
const names = new Map();

/** Each visitor asks in a room of their own. */
export function roomOf(visitorId) {
  return PREFIX + visitorId;
}

export function isSupport(room) {
  return room.startsWith(PREFIX);
}

export function rename(visitorId, name) {
  names.set(visitorId, name);
}

export function nameOf(id) {
  if (id === BOT.id) return BOT.name;
  if (roleOf(id) === 'moderator') return guestName(id).replace('Guest', 'Agent');
  return names.get(id) ?? guestName(id);
}

/** One of the staff, or null. */
export function agentOf({ id }) {
  const role = roleOf(id);
  return role === 'moderator' ? { id, name: nameOf(id), role } : null;
}
