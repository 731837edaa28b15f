export { targetBar } from './target-bar.js';
export { MentionList } from './mention-list.js';
export { MessageSearch } from './message-search.js';
export { RowActions } from './row-actions.js';
