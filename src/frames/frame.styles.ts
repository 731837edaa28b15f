import { avatarStyles } from './borrowed.js';
import { headerStyles } from './header.styles.js';
import { launcherStyles } from './launcher.styles.js';
import { overlayStyles } from './overlay.styles.js';
import { previewStyles } from './preview.styles.js';

/** For the chat's shadow root. */
export const frameStyles = [
  avatarStyles,
  launcherStyles,
  previewStyles,
  headerStyles,
  overlayStyles,
];
