import type { ChatError } from '../protocol/errors.js';
import { missingModule } from '../protocol/missing-module.js';
import { LENT } from './actions-module.js';
import type { ViewerConfig } from './viewer/viewer-config.js';

/**
 * Shows the pictures of a conversation over the page. The viewer's module is loaded when it is first needed.
 *
 * @param onFault gets a `configuration-invalid` if it cannot be loaded; the next call tries again
 */
export async function viewPictures(
  config: ViewerConfig,
  onFault: (fault: ChatError) => void,
): Promise<void> {
  try {
    const { openViewer } = await import('./viewer/index.js');
    await openViewer(LENT, config);
  } catch (cause) {
    onFault(missingModule('show pictures', 'viewer', cause));
  }
}
