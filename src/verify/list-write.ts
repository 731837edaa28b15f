import { CollectionTtl } from '@gomomento/sdk';

export const DEFAULT_TTL_SECONDS = 300;

/** How elements are added to a list. */
export interface ListWrite {
  /** Keeps so many elements, and drops those at the other end. */
  readonly truncateTo?: number;
  readonly ttlSeconds?: number;
  /** Whether an existing list's time starts anew; it does by default. */
  readonly refresh?: boolean;
}

/** How long the list lives, as the SDK takes it. */
export function ttlOf({ ttlSeconds = DEFAULT_TTL_SECONDS, refresh = true }: ListWrite) {
  return { ttl: new CollectionTtl(ttlSeconds, refresh) };
}
