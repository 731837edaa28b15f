export { targetBar } from './target-bar.js';
export { MentionList } from './mention-list.js';
export { MessageMenu } from './message-menu.js';
export { MessageSearch } from './message-search.js';
