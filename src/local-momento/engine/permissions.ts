import { keyFromText } from './items.js';

/**
 * What a token opens, spelled as in the SDK's `DisposableTokenScope`. Whatever is left out is not
 * restricted: no `cache` means every cache, no `item` every key, no `topic` every topic.
 */
export type Permission = CachePermission | TopicPermission;

export interface CachePermission {
  readonly role: 'readwrite' | 'readonly' | 'writeonly';
  readonly cache?: string;
  readonly item?: { readonly key: string } | { readonly keyPrefix: string };
}

export interface TopicPermission {
  readonly role: 'publishsubscribe' | 'publishonly' | 'subscribeonly';
  readonly cache?: string;
  readonly topic?: string | { readonly namePrefix: string };
}

/** One thing that a call is about to do. */
export type Access = ItemAccess | TopicAccess | ControlAccess;

export interface ItemAccess {
  readonly to: 'item';
  readonly cache: string;
  readonly key: string;
  /**
   * `write-by-value` is a write that depends on what is there, or hands it out: a pop, a conditional
   * set, an increase of a TTL. A write-only token is refused those.
   */
  readonly does: 'read' | 'write' | 'write-by-value';
}

export interface TopicAccess {
  readonly to: 'topic';
  readonly cache: string;
  readonly topic: string;
  readonly does: 'publish' | 'subscribe';
}

/** Creating, deleting and listing caches, which no disposable token may do. */
interface ControlAccess {
  readonly to: 'control';
  readonly does: string;
}

/** Whether any of the permissions opens what is asked for. */
export function allows(permissions: readonly Permission[], access: Access): boolean {
  return permissions.some((permission) => {
    if (permission.cache !== undefined && access.to !== 'control') {
      if (permission.cache !== access.cache) return false;
    }
    switch (access.to) {
      case 'item':
        return isCachePermission(permission) && opensItem(permission, access);
      case 'topic':
        return !isCachePermission(permission) && opensTopic(permission, access);
      case 'control':
        return false;
    }
  });
}

/** Says in words what was asked for, for the message of a refusal. */
export function describeAccess(access: Access): string {
  switch (access.to) {
    case 'item':
      return `${access.does} the key ${access.key} in cache ${access.cache}`;
    case 'topic':
      return `${access.does} on topic ${access.topic} in cache ${access.cache}`;
    case 'control':
      return access.does;
  }
}

/** Permissions as people write them, with keys as text, in the engine's form of keys. */
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

function opensItem({ role, item }: CachePermission, { does, key }: ItemAccess): boolean {
  if (does === 'read' && role === 'writeonly') return false;
  if (does === 'write' && role === 'readonly') return false;
  if (does === 'write-by-value' && role !== 'readwrite') return false;
  if (!item) return true;
  return 'key' in item ? key === item.key : key.startsWith(item.keyPrefix);
}

function opensTopic({ role, topic: selector }: TopicPermission, access: TopicAccess): boolean {
  if (access.does === 'publish' && role === 'subscribeonly') return false;
  if (access.does === 'subscribe' && role === 'publishonly') return false;
  if (selector === undefined) return true;
  if (typeof selector === 'string') return access.topic === selector;
  return access.topic.startsWith(selector.namePrefix);
}
