/** The private custom properties of the widget and its modules, without `--_`: the most frequent ones first. */
export const PRIVATE_PROPERTIES = [
  ...['space', 'muted', 'text', 'background', 'border', 'accent', 'surface', 'radius'],
  ...['font-size-small', 'control', 'danger', 'link', 'focus', 'avatar-size', 'on-accent'],
  ...['radius-small', 'tool', 'hue', 'right', 'left', 'launcher-size', 'keyboard-inset'],
  ...['viewport-top', 'ink', 'density', 'y', 'x', 'shadow-small', 'shadow', 'round', 'panel-edge'],
  ...['offset', 'inline-edge', 'block-edge', 'width', 'selected', 'ratio', 'own-shade'],
  ...['overscroll', 'on-selected', 'max-text', 'inline', 'halo', 'font-size', 'fade-after'],
  ...['top', 'height', 'button-events', 'bottom', 'border-strong', 'block', 'badge'],
  ...['above', 'button-color', 'button-hover', 'from', 'cell', 'columns', 'rows', 'skin', 'solid'],
] as const;

const SHORT: ReadonlyMap<string, string> = new Map(
  PRIVATE_PROPERTIES.map((name, index) => [`--_${name}`, `--_${index.toString(36)}`]),
);

/** A private property's name in the bundles: `--_space` is `--_0`, for example. */
export function shortProperty(name: string): string {
  return SHORT.get(name) ?? name;
}
