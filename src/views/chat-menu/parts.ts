// It registers the element.
import './chat-menu.js';

export { transcriptOf } from './take-transcript.js';
