import { filePrefix, uploadPrefix } from '../../protocol/attachments.js';
import { inboxOf, relationsKey } from '../../protocol/room-rules.js';
import { allOf, items, topics, type messages } from './permissions.js';
import type { TokenGrant } from './token-issuer.js';

/** The part of a grant that decides the permissions. The token's lifetime does not. */
export type RoomScope = Pick<
  TokenGrant,
  'cacheName' | 'room' | 'access' | 'mode' | 'attachments' | 'topicOnly' | 'tokenId'
>;

/**
 * The permissions for one room: its list, the list of its relations, and its topic, by exact name, in one cache. In a
 * moderated room all three are read only, and the inbox is write only.
 *
 * A room's files are items of their own, so they are opened by the beginning of their keys, which no other room's files
 * share. In a moderated room they are read only. A visitor writes to a place of their own instead, which no token reads:
 * the moderator brings what passes to the room.
 *
 * It uses the protocol's messages because the SDK's `AuthClient` cannot express this: it drops the item's key if a
 * scope also names a topic, and such a token gives access to every list in the cache.
 */
export function roomPermissions({
  cacheName,
  room,
  access,
  mode,
  attachments = false,
  topicOnly = false,
  tokenId,
}: RoomScope): messages.Permissions {
  if (topicOnly) return allOf([topics(cacheName, 'subscribeonly', { name: room })]);
  const writes = mode === 'direct' && access === 'read-write';
  const role = writes ? 'readwrite' : 'readonly';
  const permissions = [
    items(cacheName, role, { key: room }),
    items(cacheName, role, { key: relationsKey(room) }),
    topics(cacheName, writes ? 'publishsubscribe' : 'subscribeonly', { name: room }),
  ];
  if (attachments) permissions.push(items(cacheName, role, { prefix: filePrefix(room) }));
  if (mode === 'moderated' && access === 'read-write') {
    permissions.push(topics(cacheName, 'publishonly', { name: inboxOf(room) }));
    if (attachments) {
      permissions.push(items(cacheName, 'writeonly', { prefix: uploadPrefix(room, tokenId) }));
    }
  }
  return allOf(permissions);
}
