import { launcherStyles } from './launcher.styles.js';
import { overlayStyles } from './overlay.styles.js';

/** For the chat's shadow root. */
export const frameStyles = [launcherStyles, overlayStyles];
