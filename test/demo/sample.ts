import { readFile } from 'node:fs/promises';

/** The number of lines that are neither empty nor a comment. */
export async function linesOfCode(file: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/^(\/\/|\/\*|\*)/.test(line)).length;
}

/** The sample for users of the published package, as in the documentation: it imports the package, not this repository's files. */
export async function asPublished(file: string): Promise<string> {
  const sample = await readFile(file, 'utf8');
  const { exports } = JSON.parse(await readFile('package.json', 'utf8')) as PackageManifest;
  return sample.replaceAll(/'\.\.\/src\/(.+?\.js)'/g, (_, source: string) => {
    const entry = Object.entries(exports).find(
      ([, target]) => typeof target === 'object' && target.default === `./dist/node/${source}`,
    );
    if (!entry) throw new Error(`unable to publish ${file}; the package does not export ${source}`);
    return `'momento-chat${entry[0].slice(1)}'`;
  });
}

interface PackageManifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}
