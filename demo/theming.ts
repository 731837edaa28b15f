import { MomentoChatElement, type Theme, type Variant } from '../src/momento-chat.js';
import { startCopyButton } from './copy-button.js';
import { elementById, onChoice } from './page.js';
import { themeControl, themeGroup, type ThemeControl } from './theme-controls.js';
import { toCss, toMarkup } from './theme-css.js';
import { THEME_PRESETS } from './theme-presets.js';
import { THEME_GROUPS, type ThemeProperty } from './theme-properties.js';

const chat = elementById('chat', MomentoChatElement);
const header = elementById('header', HTMLElement);
const stage = elementById('stage', HTMLElement);

/** What differs from the defaults, by the name of the property. */
const values = new Map<string, string>();
const controls: ThemeControl[] = [];

for (const group of THEME_GROUPS) {
  const rows = group.properties.map((property) =>
    themeControl(property, {
      onChange(value) {
        set(property.name, value);
        show();
      },
      colourNow,
      inOverlay: () => chat.variant === 'overlay',
    }),
  );
  controls.push(...rows);
  elementById('properties', HTMLFormElement).append(themeGroup(group, rows));
}

onChoice('theme', (theme) => {
  chat.theme = theme as Theme;
  showLater();
});

onChoice('variant', (variant) => {
  chat.variant = variant as Variant;
  stage.dataset.variant = variant;
  elementById('launcher-note', HTMLElement).hidden = variant !== 'launcher';
  if (variant === 'launcher') void chat.updateComplete.then(openLauncher);
  showLater();
});

onChoice('preset', (name) => {
  const preset = THEME_PRESETS[name];
  if (!preset) return;
  for (const { property } of controls) set(property.name, preset.values[property.name]);
  chat.theme = preset.theme;
  const choice = document.querySelector<HTMLInputElement>(
    `input[name="theme"][value="${preset.theme}"]`,
  );
  if (choice) choice.checked = true;
  showLater();
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);

startCopyButton('css');
showLater();

/** What is closed shows little of its colours. On small screens, though, nothing else would be left to see. */
function openLauncher(): void {
  if (!matchMedia('(width >= 880px)').matches) return;
  const { activeElement } = document;
  chat.open();
  // Whoever chooses with the arrow keys is not done yet.
  void chat.updateComplete.then(() => {
    if (activeElement instanceof HTMLElement) activeElement.focus();
  });
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) values.delete(name);
  else values.set(name, value);
  // Removes it where there is no value.
  chat.style.setProperty(name, value ?? '');
}

/** Once the attributes, too, are on the element. */
function showLater(): void {
  void chat.updateComplete.then(show);
}

function show(): void {
  // All of them: a colour that is mixed from others changes with those.
  for (const control of controls) control.show(values.get(control.property.name));
  elementById('css', HTMLElement).textContent = toCss(values);
  elementById('markup', HTMLElement).textContent = toMarkup(chat.variant, chat.theme);
}

/**
 * A colour as the widget has it now, mixed or not. Properties compute to what is written, not to a
 * colour: an element inside the widget has to wear it, for as long as it takes to look.
 */
function colourNow({ name }: ThemeProperty): string {
  header.style.color = name.replace('--momento-chat-', 'var(--_') + ')';
  const { color } = getComputedStyle(header);
  header.style.color = '';
  return toHex(color);
}

/** `#rrggbb`, which is all that a colour field takes, for a colour in whatever notation. */
function toHex(color: string): string {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return '#000000';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
