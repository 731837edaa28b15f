export { Frame } from './frame.js';
export { frameStyles } from './frame.styles.js';
