import { cache_client as scs } from '@gomomento/generated-types/dist/cacheclient.js';
import { cache_client as pubsub } from '@gomomento/generated-types/dist/cachepubsub.js';
import { cache_client as ping } from '@gomomento/generated-types/dist/cacheping.js';
import { control_client } from '@gomomento/generated-types/dist/controlclient.js';
import { token } from '@gomomento/generated-types/dist/token.js';
import { unimplemented } from '../engine/status.js';
import { controlRpcs } from './control.js';
import { pingRpcs } from './ping.js';
import { pubsubRpcs } from './pubsub.js';
import type { Rpc } from './rpc.js';
import { scsItemRpcs } from './scs-item.js';
import { scsListRpcs } from './scs-list.js';
import { tokenRpcs } from './token.js';

/** The services that the SDKs call for lists, topics, tokens and caches. */
const services: readonly { readonly definition: Record<string, { readonly path: string }> }[] = [
  scs.UnimplementedScsService,
  pubsub.pubsub.UnimplementedPubsubService,
  ping.UnimplementedPingService,
  control_client.UnimplementedScsControlService,
  token.UnimplementedTokenService,
];

const implemented = new Map(
  [...scsItemRpcs, ...scsListRpcs, ...pubsubRpcs, ...pingRpcs, ...controlRpcs, ...tokenRpcs].map(
    (rpc) => [rpc.path, rpc],
  ),
);

/** Every method of these services by its path; an unimplemented one answers UNIMPLEMENTED with its name. */
export const rpcTable: ReadonlyMap<string, Rpc> = new Map(
  services
    .flatMap(({ definition }) => Object.values(definition))
    .map(({ path }) => [path, implemented.get(path) ?? unimplementedRpc(path)]),
);

/** Returns the method for a path; for an unknown path, one that answers UNIMPLEMENTED. */
export function findRpc(path: string): Rpc {
  return rpcTable.get(path) ?? unimplementedRpc(path);
}

/**
 * Unary and streaming callers get the same refusal. It needs no authentication: UNIMPLEMENTED is more
 * useful than UNAUTHENTICATED, and no secret.
 */
function unimplementedRpc(path: string): Rpc {
  const handle = (): never => {
    throw unimplemented(path);
  };
  return { kind: 'unary', path, needsCaller: false, readsRequest: false, handle };
}
