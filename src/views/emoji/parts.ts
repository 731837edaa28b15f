export { emojiMemory, rememberEmoji } from './emoji-memory.js';
export { toned } from './emoji-set.js';
export { loadSet, loadedSet } from './load-set.js';
export { openPicker } from './open-picker.js';
