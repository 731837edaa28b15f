import { borrow, type Lent } from '../actions/borrowed.js';
import type { ViewerConfig } from './viewer-config.js';

/*
 * `momento-chat-viewer.js`, the viewer of pictures: the module of files loads it when a visitor first opens one. The names that
 * the two use of each other must stay as they are: no minifier may shorten them.
 */

/** Shows the pictures of a conversation over the page. The parts of the module are made when they have all that the widget lends. */
export async function openViewer(lent: Lent, config: ViewerConfig): Promise<void> {
  borrow(lent);
  const { showViewer } = await import('./show-viewer.js');
  await showViewer(config);
}
