import { describe, expect, it } from 'vitest';
import { ABOVE, placeAfter, type Grid } from '../../src/views/emoji/grid-keys.js';

/*
 *  0  1  2  3
 *  4  5
 *
 *  6  7  8
 *
 *  9 10 11 12
 * 13 14 15 16
 * 17
 */
const grid: Grid = { sizes: [6, 3, 9], columns: 4, page: 2, isRtl: false };

function after(at: number, key: string, ctrl = false, other: Partial<Grid> = {}): unknown {
  return placeAfter(at, key, ctrl, { ...grid, ...other });
}

describe('the keys of the grid', () => {
  it('lead to the next and the previous one, over groups, in the direction of reading', () => {
    expect(after(5, 'ArrowRight')).toBe(6);
    expect(after(6, 'ArrowLeft')).toBe(5);
    expect(after(0, 'ArrowLeft')).toBe(0);
    expect(after(17, 'ArrowRight')).toBe(17);
    expect(after(5, 'ArrowLeft', false, { isRtl: true })).toBe(6);
    expect(after(6, 'ArrowRight', false, { isRtl: true })).toBe(5);
  });

  it('lead along columns, to the last one of a shorter row', () => {
    expect(after(1, 'ArrowDown')).toBe(5);
    expect(after(3, 'ArrowDown')).toBe(5);
    expect(after(5, 'ArrowDown')).toBe(7);
    expect(after(8, 'ArrowDown')).toBe(11);
    expect(after(16, 'ArrowDown')).toBe(17);
    expect(after(17, 'ArrowDown')).toBe(17);
    expect(after(17, 'ArrowUp')).toBe(13);
    expect(after(12, 'ArrowUp')).toBe(8);
    expect(after(8, 'ArrowUp')).toBe(5);
    expect(after(5, 'ArrowUp')).toBe(1);
    expect(after(1, 'ArrowUp')).toBe(ABOVE);
  });

  it('lead by pages, and stay inside', () => {
    expect(after(1, 'PageDown')).toBe(7);
    expect(after(16, 'PageDown')).toBe(17);
    expect(after(14, 'PageUp')).toBe(7);
    expect(after(1, 'PageUp')).toBe(1);
  });

  it('lead to the ends of a row, and with Ctrl of all', () => {
    expect(after(5, 'Home')).toBe(4);
    expect(after(4, 'End')).toBe(5);
    expect(after(9, 'End')).toBe(12);
    expect(after(9, 'Home', true)).toBe(0);
    expect(after(9, 'End', true)).toBe(17);
  });

  it('lead nowhere else', () => {
    expect(after(9, 'a')).toBe(undefined);
    expect(after(0, 'ArrowDown', false, { sizes: [1] })).toBe(0);
    expect(after(1, 'ArrowDown', false, { sizes: [2, 0, 3] })).toBe(3);
    expect(after(3, 'ArrowUp', false, { sizes: [2, 0, 3] })).toBe(1);
  });
});
