import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** This package's folder: the compiled file lies in `dist/node/cli/`. */
const PACKAGE_FOLDER = fileURLToPath(new URL('../../../', import.meta.url));

/** What the engine and the servers need. Pages that only show the chat need none of them, so that npm does not install them with it. */
const PACKAGES = ['@gomomento/sdk', 'srvx'] as const;

/** What the SDK brings: npm puts these beside it. */
const BROUGHT = ['@gomomento/generated-types', '@grpc/grpc-js'];

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/**
 * Imports a module of this package that needs further packages. Where they are not installed, npm fetches them into its
 * cache, together with this package, and the copy there is imported.
 *
 * @param load imports the module that is installed here
 * @param path of the compiled module in `dist/node`, for example `dev/index.js`
 * @param tell is told before npm fetches
 * @throws {Error} if npm cannot fetch them; the message says what to install
 */
export async function withPackages<T>(
  load: () => Promise<T>,
  path: string,
  tell: (line: string) => void,
): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  }
  tell('Fetching @gomomento/sdk and srvx into npm’s cache; from then on they are there.');
  const folder = await fetched();
  const file = join(folder, 'momento-chat/dist/node', path);
  return (await import(pathToFileURL(file).href)) as T;
}

/** @returns the `node_modules` in npm’s cache that has this package and those that it needs */
async function fetched(): Promise<string> {
  const { peerDependencies } = manifestIn(PACKAGE_FOLDER);
  const packages = [ownSpecifier(), ...PACKAGES.map((name) => `${name}@${peerDependencies[name]}`)];
  const args = ['exec', '--yes', ...packages.map((name) => `--package=${name}`), '--'];
  const { file, first, shell } = npm();
  let output: string;
  try {
    const printing = [...first, ...args, 'node', '-p', 'process.env.PATH||process.env.Path'];
    output = (await execute(file, printing, { shell, env: ownEnvironment() })).stdout;
  } catch (cause) {
    throw new Error(
      'unable to start; npm could not fetch what the engine needs. Run: npm install momento-chat @gomomento/sdk srvx',
      { cause },
    );
  }
  // npm puts the folder of the commands before all others.
  const folders = output.trim().split(delimiter).map(dirname);
  const folder = folders.find((each) =>
    ['momento-chat', ...PACKAGES, ...BROUGHT].every((name) =>
      existsSync(join(each, name, 'package.json')),
    ),
  );
  if (folder === undefined) {
    throw new Error(
      'unable to start; what npm fetched is not where it was looked for. Run: npm install momento-chat @gomomento/sdk srvx',
    );
  }
  return folder;
}

/** This package as it was asked for: a file, a tag of the registry's, or a version. */
function ownSpecifier(): string {
  const { version } = manifestIn(PACKAGE_FOLDER);
  const project = resolve(PACKAGE_FOLDER, '../..');
  const asked = existsSync(join(project, 'package.json'))
    ? manifestIn(project).dependencies?.['momento-chat']
    : undefined;
  const file = /^file:(.+)/.exec(asked ?? '')?.[1];
  if (file !== undefined) return resolve(project, file);
  return `momento-chat@${asked ?? version}`;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Without the line of the `npm exec` that runs this command: its settings would count for the one below as well. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const ofThatLine = /^npm_config_(?:package|call)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThatLine.test(name)));
}

/** npm's own script where npm runs this command, since Windows starts `npm` only by a shell. */
function npm(): { file: string; first: readonly string[]; shell: boolean } {
  const script = process.env['npm_execpath'];
  return script?.endsWith('npm-cli.js')
    ? { file: process.execPath, first: [script], shell: false }
    : { file: 'npm', first: [], shell: process.platform === 'win32' };
}
