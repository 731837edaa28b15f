import { cache_client } from '@gomomento/generated-types/dist/cacheclient.js';
import type { Slice } from '../engine/lists.js';
import { invalidArgument } from '../engine/status.js';
import { unary, type Rpc } from './rpc.js';
import { openItem } from './open-item.js';

const { definition } = cache_client.UnimplementedScsService;

/**
 * All `List…` methods of `Scs`. A push at one end truncates the other, so a `front` method has a
 * `truncate_back_to_size` field, and vice versa.
 */
export const scsListRpcs: readonly Rpc[] = [
  unary(definition.ListPushFront, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write');
    const length = cache.lists.push(key, 'front', [request.value], {
      ...ttlOf(request),
      truncateToSize: request.truncate_back_to_size,
    });
    return new cache_client._ListPushFrontResponse({ list_length: length });
  }),

  unary(definition.ListPushBack, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write');
    const length = cache.lists.push(key, 'back', [request.value], {
      ...ttlOf(request),
      truncateToSize: request.truncate_front_to_size,
    });
    return new cache_client._ListPushBackResponse({ list_length: length });
  }),

  unary(definition.ListConcatenateFront, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write');
    const length = cache.lists.push(key, 'front', request.values, {
      ...ttlOf(request),
      truncateToSize: request.truncate_back_to_size,
    });
    return new cache_client._ListConcatenateFrontResponse({ list_length: length });
  }),

  unary(definition.ListConcatenateBack, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write');
    const length = cache.lists.push(key, 'back', request.values, {
      ...ttlOf(request),
      truncateToSize: request.truncate_front_to_size,
    });
    return new cache_client._ListConcatenateBackResponse({ list_length: length });
  }),

  unary(definition.ListPopFront, (request, context) => {
    // A pop returns the element that it removes, so it needs permission to read as well.
    const { cache, key } = openItem(context, request.list_name, 'write-by-value');
    const popped = cache.lists.pop(key, 'front');
    const { _ListPopFrontResponse: Response } = cache_client;
    if (!popped) return new Response({ missing: new Response._Missing() });
    const { element: front, length: list_length } = popped;
    return new Response({ found: new Response._Found({ front, list_length }) });
  }),

  unary(definition.ListPopBack, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write-by-value');
    const popped = cache.lists.pop(key, 'back');
    const { _ListPopBackResponse: Response } = cache_client;
    if (!popped) return new Response({ missing: new Response._Missing() });
    const { element: back, length: list_length } = popped;
    return new Response({ found: new Response._Found({ back, list_length }) });
  }),

  unary(definition.ListFetch, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'read');
    const values = cache.lists.fetch(key, sliceOf(request));
    const { _ListFetchResponse: Response } = cache_client;
    if (!values) return new Response({ missing: new Response._Missing() });
    return new Response({ found: new Response._Found({ values: [...values] }) });
  }),

  unary(definition.ListLength, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'read');
    const length = cache.lists.length(key);
    const { _ListLengthResponse: Response } = cache_client;
    if (length === undefined) return new Response({ missing: new Response._Missing() });
    return new Response({ found: new Response._Found({ length }) });
  }),

  unary(definition.ListRemove, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write');
    if (!request.has_all_elements_with_value)
      throw invalidArgument('the value to remove is missing');
    const length = cache.lists.removeValue(key, request.all_elements_with_value);
    const { _ListRemoveResponse: Response } = cache_client;
    if (length === undefined) return new Response({ missing: new Response._Missing() });
    return new Response({ found: new Response._Found({ list_length: length }) });
  }),

  unary(definition.ListErase, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write');
    const length = cache.lists.erase(key, rangesOf(request));
    const { _ListEraseResponse: Response } = cache_client;
    if (length === undefined) return new Response({ missing: new Response._Missing() });
    return new Response({ found: new Response._Found({ list_length: length }) });
  }),

  unary(definition.ListRetain, (request, context) => {
    const { cache, key } = openItem(context, request.list_name, 'write');
    const length = cache.lists.retain(key, sliceOf(request), ttlOf(request));
    const { _ListRetainResponse: Response } = cache_client;
    if (length === undefined) return new Response({ missing: new Response._Missing() });
    return new Response({ found: new Response._Found({ list_length: length }) });
  }),
];

/** The time to live in a request that writes a list. */
function ttlOf(request: { ttl_milliseconds: number; refresh_ttl: boolean }) {
  return { ttlMs: request.ttl_milliseconds, refresh: request.refresh_ttl };
}

/** Protobuf reads an absent index as 0, so `has_…` distinguishes an unbounded end from the index 0. */
function sliceOf(request: cache_client._ListFetchRequest | cache_client._ListRetainRequest): Slice {
  return {
    start: request.has_inclusive_start ? request.inclusive_start : undefined,
    end: request.has_exclusive_end ? request.exclusive_end : undefined,
  };
}

function rangesOf(request: cache_client._ListEraseRequest) {
  switch (request.erase) {
    case 'all':
      return [{ start: 0, count: Infinity }];
    case 'some':
      return request.some.ranges.map(({ begin_index: start, count }) => ({ start, count }));
    case 'none':
      throw invalidArgument('the ranges to erase are missing');
  }
}
