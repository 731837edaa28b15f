export { targetBar } from './target-bar.js';
export { CompletionList } from './completion-list.js';
export { OriginalFinder } from './original-finder.js';
export { RowActions } from './row-actions.js';
export { emojiButton } from './emoji-button.js';
