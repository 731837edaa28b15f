import type { ThemeProperty } from './theme-properties.js';

/**
 * A colour's current value in the widget, mixed or not. A custom property computes to its text, not to a
 * colour. So an element inside the widget gets the colour for a moment, and its computed colour is read.
 *
 * @param inside an element in one of the widget's slots
 * @param privateName of the widget's own property, such as `--_accent`; in the bundle it has a shorter one
 * @returns `#rrggbb`, the only notation that a colour field takes
 */
export function colourNow(
  { name }: ThemeProperty,
  inside: HTMLElement,
  privateName = (own: string): string => own,
): string {
  inside.style.color = `var(${privateName(name.replace('--momento-chat-', '--_'))})`;
  const { color } = getComputedStyle(inside);
  inside.style.color = '';
  return toHex(color);
}

function toHex(color: string): string {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return '#000000';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
