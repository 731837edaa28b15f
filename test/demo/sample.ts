import { readFile } from 'node:fs/promises';

/** Lines that are neither empty nor a comment. */
export async function linesOfCode(file: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !/^(\/\/|\/\*|\*)/.test(line)).length;
}

/** The sample as it is for whoever has installed the package, and not cloned it: as the README shows it. */
export async function asPublished(file: string): Promise<string> {
  const sample = await readFile(file, 'utf8');
  return sample.replaceAll(/'..\/src\/(.+?)(?:\/index)?\.js'/g, "'momento-chat/$1'");
}
