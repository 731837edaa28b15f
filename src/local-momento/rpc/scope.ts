import { checkName, type Cache } from '../engine/caches.js';
import { keyFromBytes } from '../engine/items.js';
import type { ItemAccess } from '../engine/permissions.js';
import { invalidArgument } from '../status.js';
import type { RpcContext } from './rpc.js';

/** A key in its cache, opened for a caller who may do what they are about to do. */
interface OpenedItem {
  readonly cache: Cache;
  readonly key: string;
}

/**
 * Opens a key of the cache that the `cache` header names. The order of the checks is part of the
 * contract: who may not enter is not told whether there is a room.
 */
export function openItem(
  context: RpcContext,
  keyBytes: Uint8Array,
  does: ItemAccess['does'],
): OpenedItem {
  const cacheName = context.header('cache');
  if (!cacheName) throw invalidArgument('the call names no cache');
  const key = keyFromBytes(keyBytes);
  checkName('key', key);
  context.caller.require({ to: 'item', cache: cacheName, key, does });
  return { cache: context.engine.caches.get(cacheName), key };
}
