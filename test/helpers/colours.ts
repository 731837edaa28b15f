import type { MomentoChatElement } from '../../src/momento-chat.js';

export type Rgb = readonly [number, number, number];

export function rgbOf(node: Element, property: string, pseudo?: string): Rgb {
  return toRgb(getComputedStyle(node, pseudo).getPropertyValue(property));
}

/** The computed value of a private custom property. */
export function colourOf(element: MomentoChatElement, token: string): Rgb {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  element.shadowRoot?.append(probe);
  const colour = rgbOf(probe, 'color');
  probe.remove();
  return colour;
}

/** A computed colour as painted, in RGB. */
function toRgb(colour: string): Rgb {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** WCAG 2.2: relative luminance. */
export function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
