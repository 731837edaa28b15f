import type { IconColours } from './draw-icon.js';

const DEFAULT: IconColours = { ground: '#3b5bdb', dot: '#d92d20' };

/** The page's own colours for a chat, where it has set some that a canvas can read. */
export function iconColours(host: Element): IconColours {
  const style = getComputedStyle(host);
  const read = (name: string, fallback: string): string => {
    const value = style.getPropertyValue(`--momento-chat-${name}`).trim();
    return value !== '' && CSS.supports('color', value) && !value.includes('(') ? value : fallback;
  };
  return { ground: read('accent', DEFAULT.ground), dot: read('badge', DEFAULT.dot) };
}
