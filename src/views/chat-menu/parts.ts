// It registers the element.
import './chat-menu.js';

export { transcriptOf } from './transcript-module.js';
