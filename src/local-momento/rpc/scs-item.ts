import { cache_client } from '@gomomento/generated-types/dist/cacheclient.js';
import { setIf, type SetCondition } from '../engine/set-if.js';
import { invalidArgument } from '../engine/status.js';
import { unary, type Rpc } from './rpc.js';
import { openItem } from './open-item.js';

const { definition } = cache_client.UnimplementedScsService;
const { ECacheResult } = cache_client;

/**
 * The methods of `Scs` for whole items. Each starts with `openItem`, which checks the caller's
 * permission and is the only access to a cache.
 */
export const scsItemRpcs: readonly Rpc[] = [
  unary(definition.Get, (request, context) => {
    const { cache, key } = openItem(context, request.cache_key, 'read');
    const bytes = cache.items.scalar(key);
    return bytes
      ? new cache_client._GetResponse({ result: ECacheResult.Hit, cache_body: bytes })
      : new cache_client._GetResponse({ result: ECacheResult.Miss });
  }),

  unary(definition.Set, (request, context) => {
    const { cache, key } = openItem(context, request.cache_key, 'write');
    cache.items.setScalar(key, request.cache_body, request.ttl_milliseconds);
    return new cache_client._SetResponse({ result: ECacheResult.Ok });
  }),

  unary(definition.SetIf, (request, context) => {
    // The response reveals the previous value, so a write-only token is not sufficient.
    const { cache, key } = openItem(context, request.cache_key, 'write-by-value');
    const { cache_body: body, ttl_milliseconds: ttlMs } = request;
    return setIf(cache.items, key, body, ttlMs, conditionOf(request))
      ? new cache_client._SetIfResponse({ stored: new cache_client._SetIfResponse._Stored() })
      : new cache_client._SetIfResponse({
          not_stored: new cache_client._SetIfResponse._NotStored(),
        });
  }),

  unary(definition.Delete, (request, context) => {
    const { cache, key } = openItem(context, request.cache_key, 'write');
    // Deleting an absent item is a success.
    cache.items.remove(key);
    return new cache_client._DeleteResponse();
  }),

  unary(definition.KeysExist, (request, context) => {
    // One forbidden key refuses the entire call: a shorter response would not show which key it omits.
    const exists = request.cache_keys.map((keyBytes) => {
      const { cache, key } = openItem(context, keyBytes, 'read');
      return cache.items.find(key) !== undefined;
    });
    return new cache_client._KeysExistResponse({ exists });
  }),

  unary(definition.ItemGetTtl, (request, context) => {
    const { cache, key } = openItem(context, request.cache_key, 'read');
    const remaining = cache.items.remainingTtl(key);
    const { _ItemGetTtlResponse: Response } = cache_client;
    return remaining === undefined
      ? new Response({ missing: new Response._Missing() })
      : new Response({ found: new Response._Found({ remaining_ttl_millis: remaining }) });
  }),

  unary(definition.UpdateTtl, (request, context) => {
    // The response to an increase or a decrease reveals the previous time to live.
    const { ttlMs, rule } = ttlUpdateOf(request);
    const does = rule === 'overwrite' ? 'write' : 'write-by-value';
    const { cache, key } = openItem(context, request.cache_key, does);
    const updated = cache.items.updateTtl(key, ttlMs, rule);
    const { _UpdateTtlResponse: Response } = cache_client;
    if (updated === undefined) return new Response({ missing: new Response._Missing() });
    return updated
      ? new Response({ set: new Response._Set() })
      : new Response({ not_set: new Response._NotSet() });
  }),

  unary(definition.ItemGetType, (request, context) => {
    const { cache, key } = openItem(context, request.cache_key, 'read');
    const value = cache.items.find(key);
    const { _ItemGetTypeResponse: Response } = cache_client;
    if (!value) return new Response({ missing: new Response._Missing() });
    const type = value.type === 'list' ? Response.ItemType.LIST : Response.ItemType.SCALAR;
    return new Response({ found: new Response._Found({ item_type: type }) });
  }),
];

/** Undefined for `none`, which `setIf` refuses. */
function conditionOf(request: cache_client._SetIfRequest): SetCondition | undefined {
  switch (request.condition) {
    case 'present':
    case 'absent':
      return { kind: request.condition };
    case 'equal':
      return { kind: 'equal', value: request.equal.value_to_check };
    case 'not_equal':
      return { kind: 'not_equal', value: request.not_equal.value_to_check };
    case 'present_and_not_equal':
      return {
        kind: 'present_and_not_equal',
        value: request.present_and_not_equal.value_to_check,
      };
    case 'absent_or_equal':
      return { kind: 'absent_or_equal', value: request.absent_or_equal.value_to_check };
    case 'none':
      return undefined;
  }
}

function ttlUpdateOf(request: cache_client._UpdateTtlRequest): {
  ttlMs: number;
  rule: 'overwrite' | 'increase' | 'decrease';
} {
  switch (request.update_ttl) {
    case 'increase_to_milliseconds':
      return { ttlMs: request.increase_to_milliseconds, rule: 'increase' };
    case 'decrease_to_milliseconds':
      return { ttlMs: request.decrease_to_milliseconds, rule: 'decrease' };
    case 'overwrite_to_milliseconds':
      return { ttlMs: request.overwrite_to_milliseconds, rule: 'overwrite' };
    case 'none':
      throw invalidArgument('the TTL update names neither increase, nor decrease, nor overwrite');
  }
}
