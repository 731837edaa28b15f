import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PRIVATE_PROPERTIES, shortProperty } from '../../build/private-properties.js';

it('knows all private properties of the sources, and no others', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const used = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const code = readFileSync(join('src', file), 'utf8');
    for (const [name] of code.matchAll(/--_[a-z][a-z-]*/g)) used.add(name.slice(3));
  }
  expect([...PRIVATE_PROPERTIES].sort()).toEqual([...used].sort());
});

it('gives each one a name of its own', () => {
  const names = PRIVATE_PROPERTIES.map((name) => shortProperty(`--_${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(shortProperty('--_space')).toBe('--_0');
  expect(shortProperty('--_unknown')).toBe('--_unknown');
});
