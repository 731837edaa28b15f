import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const OWN = ['test/seam/star.ts', 'test/seam/star-part.ts'];
const REGISTRATION = 'test/seam/star-chat-element.ts';

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
}

/** The files that know the kind, apart from tests. */
async function filesThatKnowIt(): Promise<string[]> {
  const files = [...(await sources('src')), ...OWN, REGISTRATION];
  const known = await Promise.all(
    files.map(async (file) => /\bstar(?:Part|s)?\b/i.test(await readFile(file, 'utf8'))),
  );
  return files.filter((_, index) => known[index]);
}

describe('a new kind of event', () => {
  it('touches no file but its own and its registration', async () => {
    const others = (await filesThatKnowIt()).filter((file) => !OWN.includes(file));
    expect(others).toEqual([REGISTRATION]);
  });

  it('is registered by two lines', async () => {
    const text = await readFile(REGISTRATION, 'utf8');
    expect(text.match(/^ {2}protected static override .*$/gm)).toHaveLength(2);
  });

  it('is short enough to be read in CONTRIBUTING, which shows it word for word', async () => {
    const guide = await readFile('CONTRIBUTING.md', 'utf8');
    const files = [...OWN, REGISTRATION];
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const lines = texts
      .join('')
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect(lines.length).toBeLessThanOrEqual(60);
    for (const text of texts) expect(guide).toContain(text.replaceAll('../../src/', 'src/').trim());
  });
});
