import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Album } from './album.js';

/** A white picture with some black pixels. */
function picture(black: number, width = 100): Uint8Array {
  const png = new PNG({ width, height: 100 });
  png.data.fill(255);
  for (let pixel = 0; pixel < black; pixel += 1) png.data.fill(0, 4 * pixel, 4 * pixel + 3);
  return PNG.sync.write(png);
}

describe('an album', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'momento-chat-album-'));
    const album = open(true);
    album.add('menu', picture(500));
    expect(album.written).toBe(1);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function open(update = false): Album {
    return new Album(
      { expected: join(folder, 'expected'), output: join(folder, 'output') },
      update,
    );
  }

  it('takes a picture that is as expected, to a few pixels', () => {
    const album = open();
    expect(album.matches('menu', picture(501))).toBe(true);
    expect(album.add('menu', picture(501))).toBeUndefined();
    expect(readdirSync(join(folder, 'output'))).toEqual(['menu.actual.png']);
  });

  it('says how much of a picture differs, and where that can be seen', () => {
    const album = open();
    expect(album.matches('menu', picture(1_000))).toBe(false);
    const path = join(folder, 'output/menu.diff.png');
    expect(album.add('menu', picture(1_000))).toBe(
      `menu: 5.00 % of its pixels (500) differ; see ${path}`,
    );
    expect(readdirSync(join(folder, 'output')).sort()).toEqual([
      'menu.actual.png',
      'menu.diff.png',
      'menu.expected.png',
    ]);
  });

  it('says that a picture has another size', () => {
    expect(open().add('menu', picture(500, 90))).toBe('menu: it is 90 × 100 px, not 100 × 100.');
  });

  it('says that there is nothing to compare a picture with, or no picture any more', () => {
    const album = open();
    expect(album.add('sheet', picture(0))).toContain('sheet: nothing to compare it with');
    expect(album.leftOver()).toEqual(['menu']);
    expect(() => album.add('sheet', picture(0))).toThrow('two of it');
  });

  it('replaces what differs, and removes what is left over, when asked to', () => {
    const album = open(true);
    expect(album.add('sheet', picture(0))).toBeUndefined();
    expect(album.leftOver()).toEqual([]);
    expect(album.written).toBe(2);
    expect(readdirSync(join(folder, 'expected'))).toEqual(['sheet.png']);
  });

  it('leaves a picture as it is that is as expected', () => {
    const album = open(true);
    expect(album.add('menu', picture(501))).toBeUndefined();
    expect(album.written).toBe(0);
  });
});
