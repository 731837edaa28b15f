import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { build, type Plugin, type Rolldown } from 'vite';
import { BUDGET } from '../gates/budget.js';
import { sizesOf, type Sizes } from './sizes.js';

/**
 * Prints the sizes of the scripts in `dist/` and of the widget's parts; fails if the widget is over its limit. The last
 * line is for scripts: `brotli=<bytes>`.
 *
 * Compressed sizes do not add up. The size of the SDK, and of Lit, is the difference that leaving it out makes; the
 * widget's own is the bundle without both.
 */

const FILE = 'dist/momento-chat.js';
const SDK = '@gomomento/sdk-web';
const LIT = 'lit';

if (!existsSync(FILE)) throw new Error(`unable to measure ${FILE}; run \`npm run build\` first.`);
const whole = sizesOf(readFileSync(FILE, 'utf8'));

printRow('', 'raw', 'gzip', 'brotli');
printSizes('momento-chat.js', whole);
printSizes('  the SDK', less(whole, await bundleWithout(SDK)));
printSizes('  Lit', less(whole, await bundleWithout(LIT)));
printSizes('  the widget', await bundleWithout(SDK, LIT));
for (const file of readdirSync('dist').filter((name) => name.endsWith('.js'))) {
  if (`dist/${file}` !== FILE) printSizes(file, sizesOf(readFileSync(`dist/${file}`, 'utf8')));
}
const left = BUDGET - whole.brotli;
console.log(
  left >= 0
    ? `\n${String(left)} of ${String(BUDGET)} bytes are left.`
    : `\nunable to ship momento-chat.js; it is ${String(-left)} bytes over the limit of ${String(BUDGET)}.`,
);
if (left < 0) process.exitCode = 1;
console.log(`brotli=${String(whole.brotli)}`);

/** The sizes of the bundle with some packages external. */
async function bundleWithout(...packages: readonly string[]): Promise<Sizes> {
  const leaveOut: Plugin = {
    name: 'leave-out',
    enforce: 'pre',
    resolveId: (id) =>
      packages.some((name) => id === name || id.startsWith(`${name}/`))
        ? { id, external: true, moduleSideEffects: false }
        : null,
  };
  const outputs = (await build({
    configFile: 'vite.build.config.ts',
    logLevel: 'error',
    // Without the gates, which would miss the SDK's calls.
    mode: 'measure',
    plugins: [leaveOut],
    build: { write: false, sourcemap: false },
  })) as Rolldown.RolldownOutput[];
  return sizesOf(
    outputs
      .flatMap(({ output }) => output.map((each) => (each.type === 'chunk' ? each.code : '')))
      .join(''),
  );
}

function less(all: Sizes, rest: Sizes): Sizes {
  return {
    raw: all.raw - rest.raw,
    gzip: all.gzip - rest.gzip,
    brotli: all.brotli - rest.brotli,
  };
}

function printSizes(name: string, { raw, gzip, brotli }: Sizes): void {
  printRow(name, ...[raw, gzip, brotli].map((bytes) => bytes.toLocaleString('en')));
}

function printRow(name: string, ...columns: readonly string[]): void {
  console.log(name.padEnd(34) + columns.map((column) => column.padStart(12)).join(''));
}
