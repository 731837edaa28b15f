/** Candidate values: for each property at least one is valid and differs from the initial value. */
const VALUES = [
  ...['none', 'all', 'auto', 'normal', 'hidden', 'collapse', 'dark', 'inert', 'always', 'both'],
  ...['7px', '3', '0.3', '200%', 'rgb(1, 2, 3)', '"x"', '"liga" 0', '"wght" 333', 'zh', '5s'],
  ...['vertical-rl', 'rtl', 'uppercase', 'italic', 'center', 'right', 'pre', 'nowrap', 'manual'],
  ...['break-all', 'break-word', 'anywhere', 'keep-all', 'small-caps', 'condensed', 'serif'],
  ...['wait', 'inside', 'square', 'hide', 'separate', 'bottom', 'dot', 'under', 'from-font'],
  ...[
    'crisp-edges',
    'pixelated',
    'geometricPrecision',
    'optimizeSpeed',
    'evenodd',
    'round',
    'bevel',
  ],
  ...['linearRGB', 'fill', 'middle', 'weight', 'exact', 'disc', 'read-write', 'reverse', 'upright'],
  ...['each-line 7px', 'first', 'over', 'loose', 'strict', 'balance', 'pretty', 'discard', 'text'],
  ...[
    'antialiased',
    'subpixel-antialiased',
    'visual',
    'logical',
    'no-limit',
    'standard',
    'compact',
  ],
  ...['space-all', 'no-autospace', 'isolate', 'block-axis', 'stroke', 'slice', 'clone', 'embed'],
  ...['historical-forms', 'slashed-zero', 'all-small-caps', 'traditional', 'sub', 'emoji', 'red'],
  ...['1px 1px 1px red', 'open dot', 'x', 'url("#x")', 'from-image', 'cap alphabetic', 'spell-out'],
  ...['preserve', 'block', 'red blue', 'wavy', 'hangul', 'no-clip', 'allow-end', 'tight'],
  ...[
    'thin',
    'smooth',
    'landscape',
    'flip',
    '90deg',
    'start',
    'end',
    'justify',
    'last',
    'horizontal',
  ],
] as const;

/** Properties that some browsers leave out of the enumeration. */
const HIDDEN = [
  ...['-webkit-user-select', '-webkit-text-fill-color', '-webkit-text-stroke-color', 'user-select'],
  ...['-webkit-text-stroke-width', '-webkit-text-size-adjust', 'text-size-adjust', 'interactivity'],
  ...['-webkit-touch-callout', '-webkit-tap-highlight-color', '-webkit-text-security', 'speak'],
  ...['-webkit-user-modify', '-webkit-locale', '-webkit-font-smoothing', '-moz-osx-font-smoothing'],
  ...['-webkit-nbsp-mode', '-webkit-line-break', '-webkit-rtl-ordering', '-webkit-hyphens'],
];

/**
 * Every property that this browser inherits, each with a value other than its initial one. Found by trial, because a
 * fixed list would miss a later browser's properties.
 */
export function inheritedProperties(): ReadonlyMap<string, string> {
  const parent = document.createElement('div');
  const child = parent.appendChild(document.createElement('div'));
  // Its size must not depend on its parent's.
  child.style.position = 'absolute';
  document.body.append(parent);
  const [ofParent, ofChild] = [getComputedStyle(parent), getComputedStyle(child)];
  const found = new Map<string, string>();
  for (const name of allProperties(parent)) {
    const initial = ofChild.getPropertyValue(name);
    for (const value of VALUES) {
      parent.style.setProperty(name, value);
      // Shorthands are tried by their longhands.
      if (parent.style.length > 1) break;
      const inherited = ofChild.getPropertyValue(name);
      if (inherited === initial || inherited !== ofParent.getPropertyValue(name)) continue;
      found.set(name, value);
      break;
    }
    parent.style.cssText = '';
  }
  parent.remove();
  return found;
}

function allProperties({ style }: HTMLElement): ReadonlySet<string> {
  const names = new Set<string>([...getComputedStyle(document.body), ...HIDDEN]);
  // A property missing from the computed style may exist with or without a prefix.
  for (const key in style as object) {
    const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    names.add(/^(webkit|moz)-/.test(name) ? `-${name}` : name);
  }
  for (const name of names) if (!CSS.supports(name, 'inherit')) names.delete(name);
  return names;
}
