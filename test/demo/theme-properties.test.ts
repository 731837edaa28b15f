import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toCss, toMarkup } from '../../demo/theme-css.js';
import { THEME_PRESETS } from '../../demo/theme-presets.js';
import { THEME_PROPERTIES } from '../../demo/theme-properties.js';

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n');

const names = THEME_PROPERTIES.map(({ name }) => name);

describe('the table of custom properties', () => {
  it('lists every property that the widget reads, once, and no other', () => {
    const read = [...source.matchAll(/var\(\s*(--momento-chat-[a-z-]+)/g)].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(0);
    expect([...names].sort()).toEqual([...new Set(read)].sort());
  });

  it('names each colour like the widget’s private property, which the page reads', () => {
    const colours = THEME_PROPERTIES.filter(({ control }) => control.kind === 'colour');
    for (const { name } of colours) {
      expect(source).toContain(`${name.replace('--momento-chat-', '--_')}: var(`);
    }
  });

  it('has the widget’s defaults', () => {
    for (const { name, control } of THEME_PROPERTIES) {
      if (control.kind !== 'range') continue;
      // With the browser's default font size of 16px.
      const initial =
        name === '--momento-chat-font-size'
          ? `calc(1em * ${String(control.initial)} / 16)`
          : `${String(control.initial)}${control.unit}`;
      expect(source.replace(/\s+/g, ' ')).toContain(`var(${name}, ${initial})`);
    }
  });

  it('lists every property that a preset sets', () => {
    for (const { values } of Object.values(THEME_PRESETS)) {
      expect(names).toEqual(expect.arrayContaining(Object.keys(values)));
    }
  });
});

describe('the CSS to copy', () => {
  it('is one rule with the values that differ from the defaults', () => {
    const values = new Map([
      ['--momento-chat-accent', '#0b7285'],
      ['--momento-chat-radius', '4px'],
    ]);
    expect(toCss(values)).toBe(
      'momento-chat {\n  --momento-chat-accent: #0b7285;\n  --momento-chat-radius: 4px;\n}',
    );
  });

  it('says that there are no changes from the defaults', () => {
    expect(toCss(new Map())).toBe('/* No changes: these are the defaults. */');
  });

  it('comes with the element’s attributes', () => {
    expect(toMarkup('inline', 'auto')).toBe('<momento-chat …>');
    expect(toMarkup('launcher', 'dark')).toBe('<momento-chat variant="launcher" theme="dark" …>');
  });
});
