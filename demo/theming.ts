import { MomentoChatElement, type Theme, type Variant } from '../src/momento-chat.js';
import { colourNow } from './colour-now.js';
import { startCopyButton } from './copy-button.js';
import { elementById, onChoice } from './page.js';
import { themeControl, themeGroup, type ThemeControl } from './theme-controls.js';
import { toCss, toMarkup } from './theme-css.js';
import { THEME_PRESETS } from './theme-presets.js';
import { THEME_GROUPS } from './theme-properties.js';

const chat = elementById('chat', MomentoChatElement);
const header = elementById('header', HTMLElement);
const stage = elementById('stage', HTMLElement);

/** The values that differ from the defaults, by the property's name. */
const values = new Map<string, string>();
const controls: ThemeControl[] = [];

for (const group of THEME_GROUPS) {
  const rows = group.properties.map((property) =>
    themeControl(property, {
      onChange(value) {
        set(property.name, value);
        show();
      },
      colourNow: (property) => colourNow(property, header),
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
onChoice('scheme', showLater);

startCopyButton('css');
showLater();

/** Opens the launcher, since a closed one shows few of its colours. Not on small screens, where it would cover the page. */
function openLauncher(): void {
  if (!matchMedia('(width >= 880px)').matches) return;
  const { activeElement } = document;
  chat.open();
  // A visitor who chooses with the arrow keys needs the focus back.
  void chat.updateComplete.then(() => {
    if (activeElement instanceof HTMLElement) activeElement.focus();
  });
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) values.delete(name);
  else values.set(name, value);
  // An empty value removes the property.
  chat.style.setProperty(name, value ?? '');
}

/** Shows everything after the element has reflected its properties to attributes. */
function showLater(): void {
  void chat.updateComplete.then(show);
}

function show(): void {
  // Each control, since a colour that is mixed from others changes with them.
  for (const control of controls) control.show(values.get(control.property.name));
  elementById('css', HTMLElement).textContent = toCss(values);
  elementById('markup', HTMLElement).textContent = toMarkup(chat.variant, chat.theme);
}
