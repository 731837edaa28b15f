import type { ViewerConfig } from './viewer-config.js';
import { PictureViewer } from './viewer-element.js';

/** Opens the viewer of a chat; one that is open gives way to it. */
export async function showViewer(config: ViewerConfig): Promise<void> {
  const { host, pictures } = config;
  // The chat may have gone while the module was loaded.
  if (!host.isConnected || pictures.length === 0) return;
  const root = host.shadowRoot ?? host;
  root.querySelector('momento-chat-viewer')?.end();
  const viewer = new PictureViewer(config);
  root.append(viewer);
  await viewer.open();
}
