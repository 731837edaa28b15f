import { keyFromText } from './items.js';

/**
 * A permission of a token, spelled as in the SDK's `DisposableTokenScope`. An absent field does not
 * restrict: no `cache` means every cache, no `item` every key, no `topic` every topic.
 */
export type Permission = CachePermission | TopicPermission;

/** What a token may do with items of caches. */
export interface CachePermission {
  /** `writeonly` tells nothing of the values that it writes over. */
  readonly role: 'readwrite' | 'readonly' | 'writeonly';
  readonly cache?: string;
  /** One key, or all that begin so. */
  readonly item?: { readonly key: string } | { readonly keyPrefix: string };
}

/** What a token may do with topics. */
export interface TopicPermission {
  /** To publish, to subscribe, or both. */
  readonly role: 'publishsubscribe' | 'publishonly' | 'subscribeonly';
  readonly cache?: string;
  readonly topic?: string | { readonly namePrefix: string };
}

/** The access that a call needs. */
export type Access = ItemAccess | TopicAccess | ControlAccess;

export interface ItemAccess {
  readonly resource: 'item';
  readonly cache: string;
  readonly key: string;
  /**
   * `write-by-value` is a write that depends on the current value or returns it: a pop, a conditional
   * set, an increase of a TTL. A write-only token does not permit it.
   */
  readonly action: 'read' | 'write' | 'write-by-value';
}

export interface TopicAccess {
  readonly resource: 'topic';
  readonly cache: string;
  readonly topic: string;
  readonly action: 'publish' | 'subscribe';
}

/** Creating, deleting and listing caches, which no disposable token permits. */
interface ControlAccess {
  readonly resource: 'control';
  readonly action: string;
}

/** Whether any of the permissions grants the access. */
export function allows(permissions: readonly Permission[], access: Access): boolean {
  return permissions.some((permission) => {
    if (permission.cache !== undefined && access.resource !== 'control') {
      if (permission.cache !== access.cache) return false;
    }
    switch (access.resource) {
      case 'item':
        return isCachePermission(permission) && allowsItem(permission, access);
      case 'topic':
        return !isCachePermission(permission) && allowsTopic(permission, access);
      case 'control':
        return false;
    }
  });
}

/** Describes the access in words, for the message of a refusal. */
export function describeAccess(access: Access): string {
  switch (access.resource) {
    case 'item':
      return `${access.action} the key ${access.key} in cache ${access.cache}`;
    case 'topic':
      return `${access.action} on topic ${access.topic} in cache ${access.cache}`;
    case 'control':
      return access.action;
  }
}

/** Converts permissions whose keys are text to the engine's form of keys. */
export function permissionsFromText(permissions: readonly Permission[]): Permission[] {
  return permissions.map((permission) => {
    if (!isCachePermission(permission) || !permission.item) return permission;
    const { item } = permission;
    return {
      ...permission,
      item:
        'key' in item ? { key: keyFromText(item.key) } : { keyPrefix: keyFromText(item.keyPrefix) },
    };
  });
}

function isCachePermission(permission: Permission): permission is CachePermission {
  return ['readwrite', 'readonly', 'writeonly'].includes(permission.role);
}

function allowsItem({ role, item }: CachePermission, { action, key }: ItemAccess): boolean {
  if (action === 'read' && role === 'writeonly') return false;
  if (action === 'write' && role === 'readonly') return false;
  if (action === 'write-by-value' && role !== 'readwrite') return false;
  if (!item) return true;
  return 'key' in item ? key === item.key : key.startsWith(item.keyPrefix);
}

function allowsTopic({ role, topic: selector }: TopicPermission, access: TopicAccess): boolean {
  if (access.action === 'publish' && role === 'subscribeonly') return false;
  if (access.action === 'subscribe' && role === 'publishonly') return false;
  if (selector === undefined) return true;
  if (typeof selector === 'string') return access.topic === selector;
  return access.topic.startsWith(selector.namePrefix);
}
