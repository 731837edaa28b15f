import type { Assumption } from '../assumption.js';
import { browsers } from './browsers.js';
import { errors } from './errors.js';
import { expiry } from './expiry.js';
import { identity } from './identity.js';
import { limits } from './limits.js';
import { lists } from './lists.js';
import { permissions } from './permissions.js';
import { prefixes } from './prefixes.js';
import { rates } from './rates.js';
import { setIf } from './set-if.js';
import { streams } from './streams.js';
import { ttl } from './ttl.js';
import { webhooks } from './webhooks.js';

/** Everything that the product takes for granted about Momento. */
export const ASSUMPTIONS: readonly Assumption[] = [
  ...permissions,
  ...prefixes,
  ...identity,
  ...expiry,
  ...streams,
  ...lists,
  ...ttl,
  ...limits,
  ...setIf,
  ...errors,
  ...browsers,
  ...webhooks,
  ...rates,
];
