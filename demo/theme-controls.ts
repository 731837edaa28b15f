import type { ThemeGroup, ThemeProperty } from './theme-properties.js';

export interface ThemeControl {
  readonly property: ThemeProperty;
  readonly element: HTMLElement;
  /** Shows the visitor's value, or the widget's default if it is undefined. */
  show(value: string | undefined): void;
}

export interface ThemeControlConfig {
  /** Called with the visitor's value, or with undefined for the widget's default. */
  onChange: (value: string | undefined) => void;
  /** A colour's current value, as `#rrggbb`. */
  colourNow: (property: ThemeProperty) => string;
  /** Whether the widget is an overlay, which has some other defaults. */
  inOverlay: () => boolean;
}

/** A group of controls with its heading. */
export function themeGroup(
  { title }: ThemeGroup,
  controls: readonly ThemeControl[],
): HTMLFieldSetElement {
  const group = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.textContent = title;
  group.append(legend, ...controls.map(({ element }) => element));
  return group;
}

/** A row: the property's name, a control, its value, and a button that resets it. */
export function themeControl(property: ThemeProperty, config: ThemeControlConfig): ThemeControl {
  const { field, read, write } = fieldFor(property, config);
  const id = property.name.slice(2);
  field.id = id;

  const label = document.createElement('label');
  label.htmlFor = id;
  label.textContent = property.label;
  label.title = property.name;

  const output = document.createElement('output');
  output.htmlFor.value = id;

  const reset = document.createElement('button');
  reset.type = 'button';
  reset.className = 'reset';
  reset.textContent = '×';
  reset.ariaLabel = `Reset: ${property.label}`;
  reset.title = 'Reset';
  reset.addEventListener('click', () => {
    config.onChange(undefined);
    // The button is hidden now, so the focus moves on: else it would fall back to the top of the page.
    field.focus();
  });
  field.addEventListener('input', () => config.onChange(read()));

  const element = document.createElement('div');
  element.className = 'property';
  element.append(label, field, output, reset);
  return {
    property,
    element,
    show(value) {
      output.textContent = write(value);
      reset.hidden = value === undefined;
    },
  };
}

interface Field {
  readonly field: HTMLInputElement | HTMLSelectElement;
  /** The value for the style sheet; undefined if it is the default. */
  readonly read: () => string | undefined;
  /** Shows a value in the field, and returns a short text for it. */
  readonly write: (value: string | undefined) => string;
}

function fieldFor(property: ThemeProperty, config: ThemeControlConfig): Field {
  const { control } = property;
  if (control.kind === 'choice') {
    const field = document.createElement('select');
    for (const [label, value] of control.choices) field.add(new Option(label, value));
    return {
      field,
      read: () => field.value || undefined,
      write(value) {
        field.value = value ?? '';
        return '';
      },
    };
  }
  const field = document.createElement('input');
  if (control.kind === 'colour') {
    field.type = 'color';
    return {
      field,
      read: () => field.value,
      write: () => (field.value = config.colourNow(property)),
    };
  }
  const { min, max, step, unit } = control;
  Object.assign(field, { type: 'range', min, max, step });
  const initial = () =>
    String((config.inOverlay() ? control.initialInOverlay : undefined) ?? control.initial);
  return {
    field,
    read: () => (field.value === initial() ? undefined : `${field.value}${unit}`),
    write(value) {
      field.value = value === undefined ? initial() : String(parseFloat(value));
      return `${field.value}${unit && ` ${unit}`}`;
    },
  };
}
