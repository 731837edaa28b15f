import { permission_messages as messages } from '@gomomento/generated-types/dist/permissionmessages.js';
import { inboxOf, relationsKey } from '../../protocol/room-rules.js';
import type { TokenGrant } from './token-issuer.js';

const { CacheRole, ExplicitPermissions, Permissions, PermissionsType, TopicRole } = messages;
const { CacheItemSelector, CachePermissions, CacheSelector, TopicPermissions, TopicSelector } =
  PermissionsType;

/** The part of a grant that decides the permissions. The token's id and lifetime do not. */
export type RoomScope = Pick<TokenGrant, 'cacheName' | 'room' | 'access' | 'mode'>;

/**
 * The permissions for one room: its list, the list of its relations, and its topic, by exact name, in one cache. In a
 * moderated room all three are read only, and the inbox is write only.
 *
 * It uses the protocol's messages because the SDK's `AuthClient` cannot express this: it drops the item's key if a
 * scope also names a topic, and such a token gives access to every list in the cache.
 */
export function roomPermissions(scope: RoomScope): messages.Permissions {
  return new Permissions({
    explicit: new ExplicitPermissions({ permissions: permissionsFor(scope) }),
  });
}

function permissionsFor({ cacheName, room, access, mode }: RoomScope): messages.PermissionsType[] {
  if (mode === 'direct' && access === 'read-write') {
    return [
      list(cacheName, room, CacheRole.CacheReadWrite),
      list(cacheName, relationsKey(room), CacheRole.CacheReadWrite),
      topic(cacheName, room, TopicRole.TopicReadWrite),
    ];
  }
  const reading = [
    list(cacheName, room, CacheRole.CacheReadOnly),
    list(cacheName, relationsKey(room), CacheRole.CacheReadOnly),
    topic(cacheName, room, TopicRole.TopicReadOnly),
  ];
  return mode === 'moderated' && access === 'read-write'
    ? [...reading, topic(cacheName, inboxOf(room), TopicRole.TopicWriteOnly)]
    : reading;
}

function list(cacheName: string, key: string, role: messages.CacheRole): messages.PermissionsType {
  return new PermissionsType({
    cache_permissions: new CachePermissions({
      role,
      cache_selector: new CacheSelector({ cache_name: cacheName }),
      item_selector: new CacheItemSelector({ key: new TextEncoder().encode(key) }),
    }),
  });
}

function topic(
  cacheName: string,
  name: string,
  role: messages.TopicRole,
): messages.PermissionsType {
  return new PermissionsType({
    topic_permissions: new TopicPermissions({
      role,
      cache_selector: new CacheSelector({ cache_name: cacheName }),
      topic_selector: new TopicSelector({ topic_name: name }),
    }),
  });
}
