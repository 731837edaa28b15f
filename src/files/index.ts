import { borrow, type Lent } from '../views/actions/borrowed.js';
import type { ConnectedFiles, FilesHost } from './connected-files.js';

/*
 * `momento-chat-files.js`: pictures and files. The widget loads it where a room takes files, or a message has some. The names
 * that the two use of each other must stay as they are: no minifier may shorten them.
 */

export type { Attached, RefusedFile } from './attached.js';
export type { ConnectedFiles, FilesHost } from './connected-files.js';

/** The files of one room. The parts of the module are made when they have all that the widget lends. */
export async function connectFiles(lent: Lent, host: FilesHost): Promise<ConnectedFiles> {
  borrow(lent);
  const parts = await import('./connected-files.js');
  return new parts.ConnectedFiles(lent, host);
}
