import { cache_client } from '@gomomento/generated-types/dist/cacheping.js';
import { unary, type Rpc } from './rpc.js';

/** `Ping` needs no authentication: the SDKs send it without a credential. */
export const pingRpcs: readonly Rpc[] = [
  unary(
    cache_client.UnimplementedPingService.definition.Ping,
    () => new cache_client._PingResponse(),
    { needsCaller: false },
  ),
];
