/* `momento-chat-emoji-data-ja.js`: the Japanese names of emoji, and words they are found by. On pages in Japanese. */
export { default as packed } from 'packed-emoji/ja';
