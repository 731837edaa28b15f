import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Colours this close count as equal: 1 is the distance of black from white. */
const COLOUR_TOLERANCE = 0.02;

/** The share of a picture's pixels that may differ: processors round the edges of letters in different ways. */
export const TOLERATED_SHARE = 0.0001;

/** One picture's place in the index. */
export interface Entry {
  readonly name: string;
  readonly problem: string | undefined;
}

/**
 * The expected pictures, in a folder of the repository, and those that a run takes, in a folder beside it, as
 * `name.actual.png`. Where a picture is not as expected, `name.expected.png` and `name.diff.png` are there, too.
 */
export class Album {
  readonly #expected: string;
  readonly #output: string;
  readonly #update: boolean;
  readonly #entries = new Map<string, Entry>();
  #written = 0;

  /**
   * @param folders.expected the pictures to compare with
   * @param folders.output is emptied
   * @param update replaces the expected pictures that are not as they should be, in place of a complaint
   */
  constructor(folders: { readonly expected: string; readonly output: string }, update: boolean) {
    this.#expected = folders.expected;
    this.#output = folders.output;
    this.#update = update;
    rmSync(folders.output, { recursive: true, force: true });
    for (const folder of [folders.expected, folders.output]) mkdirSync(folder, { recursive: true });
  }

  /** The pictures of this run, in the order of their names. */
  get entries(): readonly Entry[] {
    return [...this.#entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** How many expected pictures were written, or removed. */
  get written(): number {
    return this.#written;
  }

  /** Whether a picture is as expected. @param shot a PNG file's bytes */
  matches(name: string, shot: Uint8Array): boolean {
    const expected = this.#read(name);
    return (
      expected !== undefined && differenceOf(expected, PNG.sync.read(Buffer.from(shot))).isNone
    );
  }

  /**
   * Takes a picture in.
   *
   * @returns what is wrong with it, for people; undefined if it is as expected, or was taken over
   * @throws if this run has a picture of this name
   */
  add(name: string, shot: Uint8Array): string | undefined {
    if (this.#entries.has(name)) throw new Error(`unable to add ${name}; there are two of it.`);
    const actual = PNG.sync.read(Buffer.from(shot));
    writeFileSync(join(this.#output, `${name}.actual.png`), shot);
    const problem = this.#judge(name, actual);
    this.#entries.set(name, { name, problem });
    return problem;
  }

  /**
   * For the end of a run that took all pictures: expected ones that none was compared with.
   *
   * @returns their names; none if they were removed
   */
  leftOver(): readonly string[] {
    const names = readdirSync(this.#expected).filter((file) => file.endsWith('.png'));
    const left = names.map((file) => file.slice(0, -4)).filter((name) => !this.#entries.has(name));
    if (!this.#update) return left;
    for (const name of left) rmSync(this.#pathOf(name));
    this.#written += left.length;
    return [];
  }

  #judge(name: string, actual: PNG): string | undefined {
    const expected = this.#read(name);
    const difference = expected && differenceOf(expected, actual);
    if (difference?.isNone) return undefined;
    if (this.#update) {
      writeFileSync(this.#pathOf(name), compressed(actual));
      this.#written += 1;
      return undefined;
    }
    if (!difference)
      return `${name}: nothing to compare it with; add it by \`npm run visual -- --update\`.`;
    writeFileSync(join(this.#output, `${name}.expected.png`), PNG.sync.write(expected));
    if (!difference.picture) return `${name}: ${difference.summary}.`;
    const path = join(this.#output, `${name}.diff.png`);
    writeFileSync(path, PNG.sync.write(difference.picture));
    return `${name}: ${difference.summary}; see ${path}`;
  }

  #read(name: string): PNG | undefined {
    try {
      return PNG.sync.read(readFileSync(this.#pathOf(name)));
    } catch {
      return undefined; // There is none yet.
    }
  }

  #pathOf(name: string): string {
    return join(this.#expected, `${name}.png`);
  }
}

interface Difference {
  readonly isNone: boolean;
  readonly summary: string;
  /** The differing pixels in red; undefined where the sizes differ. */
  readonly picture?: PNG;
}

function differenceOf(expected: PNG, actual: PNG): Difference {
  const { width, height } = expected;
  if (width !== actual.width || height !== actual.height) {
    const summary = `it is ${actual.width} × ${actual.height} px, not ${width} × ${height}`;
    return { isNone: false, summary };
  }
  const picture = new PNG({ width, height });
  const options = { threshold: COLOUR_TOLERANCE };
  const count = pixelmatch(expected.data, actual.data, picture.data, width, height, options);
  const share = count / (width * height);
  const summary = `${(100 * share).toFixed(2)} % of its pixels (${count}) differ`;
  return { isNone: share <= TOLERATED_SHARE, summary, picture };
}

/** As few bytes as PNG allows: without alpha, which is opaque everywhere. */
function compressed(picture: PNG): Buffer {
  return PNG.sync.write(picture, {
    colorType: 2,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
}
