import { permission_messages as messages } from '@gomomento/generated-types/dist/permissionmessages.js';
import type { RoomAccess } from './token-issuer.js';

const { CacheRole, ExplicitPermissions, Permissions, PermissionsType, TopicRole } = messages;
const { CacheItemSelector, CachePermissions, CacheSelector, TopicPermissions, TopicSelector } =
  PermissionsType;

const ROLES = {
  'read-write': { cache: CacheRole.CacheReadWrite, topic: TopicRole.TopicReadWrite },
  'read-only': { cache: CacheRole.CacheReadOnly, topic: TopicRole.TopicReadOnly },
} as const satisfies Record<RoomAccess, unknown>;

/**
 * The permissions for one room: its list and its topic, by exact name, in one cache.
 *
 * Written in the terms of the protocol because the SDK's `AuthClient` cannot say this: it drops the
 * item's key as soon as a scope names a topic too, and such a token opens every list in the cache.
 */
export function roomPermissions(
  cacheName: string,
  room: string,
  access: RoomAccess,
): messages.Permissions {
  const roles = ROLES[access];
  const cache = () => new CacheSelector({ cache_name: cacheName });
  return new Permissions({
    explicit: new ExplicitPermissions({
      permissions: [
        new PermissionsType({
          cache_permissions: new CachePermissions({
            role: roles.cache,
            cache_selector: cache(),
            item_selector: new CacheItemSelector({ key: new TextEncoder().encode(room) }),
          }),
        }),
        new PermissionsType({
          topic_permissions: new TopicPermissions({
            role: roles.topic,
            cache_selector: cache(),
            topic_selector: new TopicSelector({ topic_name: room }),
          }),
        }),
      ],
    }),
  });
}
