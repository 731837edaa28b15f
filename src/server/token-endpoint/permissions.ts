import { permission_messages as messages } from '@gomomento/generated-types/dist/permissionmessages.js';

const { CacheRole, ExplicitPermissions, Permissions, PermissionsType, TopicRole } = messages;
const { CacheItemSelector, CachePermissions, CacheSelector, TopicPermissions, TopicSelector } =
  PermissionsType;

const CACHE_ROLES = {
  readwrite: CacheRole.CacheReadWrite,
  readonly: CacheRole.CacheReadOnly,
  writeonly: CacheRole.CacheWriteOnly,
} as const;

const TOPIC_ROLES = {
  publishsubscribe: TopicRole.TopicReadWrite,
  subscribeonly: TopicRole.TopicReadOnly,
  publishonly: TopicRole.TopicWriteOnly,
} as const;

export type ItemSelector = { readonly key: string } | { readonly prefix: string };
export type TopicSelection = { readonly name: string } | { readonly prefix: string };

/** Access to the items that a selector names. */
export function items(
  cache: string,
  role: keyof typeof CACHE_ROLES,
  selector: ItemSelector,
): messages.PermissionsType {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return new PermissionsType({
    cache_permissions: new CachePermissions({
      role: CACHE_ROLES[role],
      cache_selector: new CacheSelector({ cache_name: cache }),
      item_selector: new CacheItemSelector(
        'key' in selector ? { key: bytes(selector.key) } : { key_prefix: bytes(selector.prefix) },
      ),
    }),
  });
}

/** Access to the topics that a selector names. */
export function topics(
  cache: string,
  role: keyof typeof TOPIC_ROLES,
  selector: TopicSelection,
): messages.PermissionsType {
  return new PermissionsType({
    topic_permissions: new TopicPermissions({
      role: TOPIC_ROLES[role],
      cache_selector: new CacheSelector({ cache_name: cache }),
      topic_selector: new TopicSelector(
        'name' in selector ? { topic_name: selector.name } : { topic_name_prefix: selector.prefix },
      ),
    }),
  });
}

/** One token's permissions, in the form of the request for it. */
export function allOf(permissions: readonly messages.PermissionsType[]): messages.Permissions {
  return new Permissions({
    explicit: new ExplicitPermissions({ permissions: [...permissions] }),
  });
}

export type { messages };
