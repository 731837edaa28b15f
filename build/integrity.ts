import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * Writes the hash of each script for the `integrity` attribute, by which a page makes sure that a script from another
 * origin is the published one. Generated, because a hash in a hand-written document would be outdated by each build.
 */

const OUT_DIR = 'dist';

const scripts = (await readdir(OUT_DIR)).filter((name) => name.endsWith('.js')).sort();
const hashes = await Promise.all(scripts.map(async (name) => [name, await hashOf(name)] as const));
await writeFile(
  join(OUT_DIR, 'integrity.json'),
  `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`,
);
for (const [name, hash] of hashes) console.log(`${name}  ${hash}`);

async function hashOf(name: string): Promise<string> {
  const script = await readFile(join(OUT_DIR, name));
  return `sha384-${createHash('sha384').update(script).digest('base64')}`;
}
