import { checkName, type Cache } from '../engine/caches.js';
import { keyFromBytes } from '../engine/items.js';
import type { ItemAccess } from '../engine/permissions.js';
import { invalidArgument } from '../engine/status.js';
import type { RpcContext } from './rpc.js';

/** A key in its cache, after the permission check. */
interface OpenedItem {
  readonly cache: Cache;
  readonly key: string;
}

/**
 * Opens a key of the cache named in the `cache` header. The permission is checked before the cache's
 * existence, so that a refused caller cannot learn which caches exist.
 */
export function openItem(
  context: RpcContext,
  keyBytes: Uint8Array,
  action: ItemAccess['action'],
): OpenedItem {
  const cacheName = context.header('cache');
  if (!cacheName) throw invalidArgument('the call names no cache');
  const key = keyFromBytes(keyBytes);
  checkName('key', key);
  context.caller.require({ resource: 'item', cache: cacheName, key, action });
  return { cache: context.engine.caches.get(cacheName), key };
}
