import { borrow, type Lent } from '../views/actions/borrowed.js';
import type { ConnectedNews } from './connected-news.js';
import type { NewsHost } from './news-host.js';

/*
 * `momento-chat-news.js`: how the visitor is told of new messages while the chat is out of sight. The widget loads it with the
 * first message of others. The names that the two use of each other must stay as they are: no minifier may shorten them.
 */

export type { ConnectedNews } from './connected-news.js';
export type { NewsHost } from './news-host.js';

/** Begins to tell of one chat's news. The parts of the module are made when they have all that the widget lends. */
export async function connectNews(lent: Lent, host: NewsHost): Promise<ConnectedNews> {
  borrow(lent);
  const parts = await import('./connected-news.js');
  return new parts.ConnectedNews(host);
}
