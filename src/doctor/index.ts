/** What `momento-chat doctor` runs. A module of its own, since it needs packages that pages with a chat do not. */
import type { Finding } from './finding.js';
import { checkRoom } from './room-checks.js';
import { checkToken, type EndpointToCheck } from './token-checks.js';

export type { Finding };
export { checkAccount, checkEnvironment, type AccountToCheck } from './account-checks.js';
export type { EndpointToCheck };

/** Checks a token endpoint and its token, in the order in which a chat needs them. */
export async function checkEndpoint(target: EndpointToCheck): Promise<Finding[]> {
  const { findings, session } = await checkToken(target);
  return session ? [...findings, ...(await checkRoom(session))] : [...findings];
}
