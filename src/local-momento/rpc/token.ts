import { permission_messages } from '@gomomento/generated-types/dist/permissionmessages.js';
import { token } from '@gomomento/generated-types/dist/token.js';
import { keyFromBytes } from '../engine/items.js';
import type { CachePermission, Permission, TopicPermission } from '../engine/permissions.js';
import { invalidArgument, unauthenticated } from '../engine/status.js';
import { unary, type Rpc, type RpcContext } from './rpc.js';

const { CacheRole, TopicRole } = permission_messages;
type CacheMessage = permission_messages.PermissionsType.CachePermissions;
type TopicMessage = permission_messages.PermissionsType.TopicPermissions;

/** `GenerateDisposableToken`, whose credential is a field of the request, not a header. */
export const tokenRpcs: readonly Rpc[] = [
  unary(
    token.UnimplementedTokenService.definition.GenerateDisposableToken,
    (request, context) => {
      requireApiKey(request.auth_token, context);
      if (!request.has_expires) throw invalidArgument('a disposable token must expire');
      const issued = context.engine.tokens.issue({
        permissions: permissionsOf(request),
        validForSeconds: request.expires.valid_for_seconds,
        tokenId: request.token_id,
      });
      return new token._GenerateDisposableTokenResponse({
        api_key: issued.token,
        endpoint: context.webEndpoint,
        valid_until: issued.expiresAt,
      });
    },
    { needsCaller: false },
  ),
];

/**
 * Requires the API key. A disposable token could otherwise be exchanged for one with a later expiry
 * or more permissions.
 */
function requireApiKey(candidate: string, { engine, trustsAnonymous }: RpcContext): void {
  if (candidate === '' && trustsAnonymous) return;
  if (!engine.tokens.isApiKey(candidate)) throw unauthenticated('the API key is wrong');
}

/** An absent list is refused rather than read as empty: it is most likely a client's mistake. */
function permissionsOf(request: token._GenerateDisposableTokenRequest): Permission[] {
  if (!request.has_permissions || request.permissions.kind !== 'explicit') {
    throw invalidArgument('a disposable token must list its permissions');
  }
  return request.permissions.explicit.permissions.flatMap(permissionOf);
}

/** Empty for the role "none" and for functions, which the engine does not support. */
function permissionOf(message: permission_messages.PermissionsType): Permission[] {
  switch (message.kind) {
    case 'cache_permissions':
      return cachePermissionOf(message.cache_permissions);
    case 'topic_permissions':
      return topicPermissionOf(message.topic_permissions);
    case 'function_permissions':
      return [];
    case 'none':
      throw invalidArgument('a permission is for a cache, a topic or a function');
  }
}

function cachePermissionOf(message: CacheMessage): CachePermission[] {
  const roles = {
    [CacheRole.CachePermitNone]: undefined,
    [CacheRole.CacheReadWrite]: 'readwrite',
    [CacheRole.CacheReadOnly]: 'readonly',
    [CacheRole.CacheWriteOnly]: 'writeonly',
  } as const;
  const role = roles[message.role];
  if (!role) return [];
  return [{ role, ...cacheOf(message), ...itemOf(message) }];
}

function topicPermissionOf(message: TopicMessage): TopicPermission[] {
  const roles = {
    [TopicRole.TopicPermitNone]: undefined,
    [TopicRole.TopicReadWrite]: 'publishsubscribe',
    [TopicRole.TopicReadOnly]: 'subscribeonly',
    [TopicRole.TopicWriteOnly]: 'publishonly',
  } as const;
  const role = roles[message.role];
  if (!role) return [];
  return [{ role, ...cacheOf(message), ...topicOf(message) }];
}

/** Cache and topic permissions select their cache in the same way. */
type CacheScoped = Pick<CacheMessage, 'cache' | 'cache_selector'>;

function cacheOf(message: CacheScoped): { cache?: string } {
  switch (message.cache) {
    case 'cache_selector':
      return { cache: message.cache_selector.cache_name };
    case 'all_caches':
      return {};
    case 'none':
      throw invalidArgument('a permission must name its cache, or all caches');
  }
}

/** An absent selector means every item, as it does to the service. */
function itemOf(message: CacheMessage): Pick<CachePermission, 'item'> {
  if (!message.has_item_selector) return {};
  const { item_selector: selector } = message;
  switch (selector.kind) {
    case 'key':
      return { item: { key: keyFromBytes(selector.key) } };
    case 'key_prefix':
      return { item: { keyPrefix: keyFromBytes(selector.key_prefix) } };
    case 'none':
      throw invalidArgument('an item selector must name a key or the beginning of one');
  }
}

function topicOf(message: TopicMessage): Pick<TopicPermission, 'topic'> {
  if (!message.has_topic_selector) return {};
  const { topic_selector: selector } = message;
  switch (selector.kind) {
    case 'topic_name':
      return { topic: selector.topic_name };
    case 'topic_name_prefix':
      return { topic: { namePrefix: selector.topic_name_prefix } };
    case 'none':
      throw invalidArgument('a topic selector must name a topic or the beginning of one');
  }
}
