import type { ChatError } from '../protocol/errors.js';
import { missingModule } from '../protocol/missing-module.js';
import { LENT } from './actions-module.js';
import type { SearchHost } from './search/search-host.js';

/**
 * Opens the search in a chat's conversation. Its module is loaded when it is first needed.
 *
 * @param onFault gets a `configuration-invalid` if it cannot be loaded; the next call tries again
 */
export async function searchIn(
  host: SearchHost,
  text: string,
  onFault: (fault: ChatError) => void,
): Promise<void> {
  const askedAt = performance.now();
  try {
    const { openSearch } = await import('./search/index.js');
    await openSearch(LENT, host, text, askedAt);
  } catch (cause) {
    onFault(missingModule('search', 'search', cause));
  }
}
