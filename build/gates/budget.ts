/** The size limit of `dist/momento-chat.js`, in bytes after brotli at quality 11. */
export const BUDGET = 64_000;
