import { describe, expect, it } from 'vitest';
import { placeOf, sheetOf } from '../../src/views/emoji/place-picker.js';

function area(left: number, top: number, width: number, height: number): DOMRect {
  const [right, bottom] = [left + width, top + height];
  return { left, top, right, bottom, width, height } as DOMRect;
}

const WINDOW = area(0, 0, 1000, 700);

describe('the place of the picker', () => {
  it('is above the field, at its end', () => {
    const field = area(300, 600, 600, 40);
    const place = placeOf(field, area(290, 100, 620, 550), WINDOW, false);
    expect(place).toEqual({ x: 900 - 352, y: 600 - 4 - 420, width: 352, height: 420, low: false });
    expect(placeOf(field, area(290, 100, 620, 550), WINDOW, true).x).toBe(300);
  });

  it('is as wide as a narrow chat', () => {
    const place = placeOf(area(610, 600, 300, 40), area(600, 0, 320, 700), WINDOW, false);
    expect(place).toMatchObject({ x: 608, width: 304 });
  });

  it('is below where only there is room', () => {
    const place = placeOf(area(300, 20, 600, 40), area(290, 0, 620, 100), WINDOW, false);
    expect(place).toMatchObject({ y: 64, height: 420 });
  });

  it.each([
    [320, 256],
    [200, 200],
    [1000, 300],
  ])('is inside a window of %d × %d px', (width, height) => {
    const view = area(0, 0, width, height);
    for (const y of [0, height / 2, height - 50, height + 50]) {
      const chat = area(0, 0, width, height);
      const place = placeOf(area(10, y, width - 20, 40), chat, view, false);
      expect(place.x).toBeGreaterThanOrEqual(8);
      expect(place.y).toBeGreaterThanOrEqual(8);
      expect(place.x + place.width).toBeLessThanOrEqual(width - 8);
      expect(place.y + place.height).toBeLessThanOrEqual(height - 8);
    }
  });

  it('is above a phone’s keyboard', () => {
    const view = area(0, 40, 390, 400);
    const place = sheetOf(view);
    expect(place).toMatchObject({ x: 0, width: 390, height: 240, low: true });
    expect(place.y + place.height).toBe(440);
  });
});
