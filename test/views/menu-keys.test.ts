import { describe, expect, it } from 'vitest';
import { neighbourOf } from '../../src/views/actions/menu-keys.js';

/** Entries as far as the keys need them: two emoji in a row above two others. */
const ENTRIES = ['emoji 1', 'emoji 2', 'first', 'last'].map((name) => ({
  name,
  textContent: `\n  ${name}`,
  matches: () => name.startsWith('emoji'),
})) as unknown as HTMLElement[];

function from(name: string, key: string, isRtl = false): string | undefined {
  const named = ENTRIES as unknown as { name: string }[];
  const current = named.find((entry) => entry.name === name) as unknown as EventTarget;
  const next = neighbourOf(current, ENTRIES, key, isRtl) as unknown as { name: string } | undefined;
  return next?.name;
}

describe('the keys of a menu', () => {
  it.each([
    ['emoji 1', 'ArrowRight', 'emoji 2'],
    ['emoji 1', 'ArrowLeft', 'last'],
    ['emoji 2', 'ArrowDown', 'first'],
    ['emoji 2', 'ArrowUp', 'last'],
    ['first', 'ArrowUp', 'emoji 1'],
    ['first', 'ArrowDown', 'last'],
    ['last', 'ArrowDown', 'emoji 1'],
    ['last', 'ArrowUp', 'first'],
    ['last', 'Home', 'emoji 1'],
    ['emoji 1', 'End', 'last'],
    ['emoji 1', 'x', undefined],
  ])('lead from %s by %s to %s', (name, key, next) => {
    expect(from(name, key)).toBe(next);
  });

  it.each([
    ['emoji 1', 'l', 'last'],
    ['last', 'F', 'first'],
    ['emoji 1', 'e', 'emoji 2'],
    ['emoji 2', 'e', 'emoji 1'],
    ['first', ' ', undefined],
    ['first', 'Enter', undefined],
    ['last', 'Escape', undefined],
  ])('letters lead from %s by %s to %s', (name, key, next) => {
    expect(from(name, key)).toBe(next);
  });

  it('left and right change places where the text runs from right to left', () => {
    expect(from('emoji 1', 'ArrowLeft', true)).toBe('emoji 2');
    expect(from('emoji 2', 'ArrowRight', true)).toBe('emoji 1');
  });

  it('without emoji, lead in a circle', () => {
    const entries = ENTRIES.slice(2);
    expect(neighbourOf(entries[1] ?? null, entries, 'ArrowDown', false)).toBe(entries[0]);
    expect(neighbourOf(entries[0] ?? null, entries, 'ArrowUp', false)).toBe(entries[1]);
  });
});
