import { inBrowsersOnly } from './in-browsers-only.js';

export const bridge = undefined;

export function connectBridge(): never {
  throw inBrowsersOnly('connect the chat to a game');
}
