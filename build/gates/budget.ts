/** The size limit of `dist/momento-chat.js`, in bytes after brotli at quality 11. */
export const BUDGET = 64_000;

/** The size limit of `dist/momento-chat-inbox.js`, which agents load. In bytes after brotli at quality 11. */
export const INBOX_BUDGET = 28_000;
