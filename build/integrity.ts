import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * The hashes by which a page makes sure that a script of another origin is the one that was published: the value of
 * its `integrity` attribute. In a file of the build's, since a hash that is written by hand is wrong at the next one.
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
