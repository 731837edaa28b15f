export { targetBar } from './target-bar.js';
export { MentionList } from './mention-list.js';
export { OriginalFinder } from './original-finder.js';
export { RowActions } from './row-actions.js';
