/** What `dist/momento-chat.js` may weigh, in bytes by brotli at quality 11. */
export const BUDGET = 50_000;
