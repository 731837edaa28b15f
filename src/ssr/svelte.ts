export * from './momento-chat.js';

/** A server runs no actions. */
export function chat(): void {}

/** Nor this one. */
export function relayChat(): void {}
