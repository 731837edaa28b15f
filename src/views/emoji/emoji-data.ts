/*
 * `momento-chat-emoji-data.js`: all emoji, their English names, the words they are found by, and their shortcodes. It is loaded
 * for the first of them that a visitor looks for.
 */
export { default as packed } from 'packed-emoji/en';
