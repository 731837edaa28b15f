import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { build, type Plugin, type Rolldown } from 'vite';
import { BUDGET } from '../gates/budget.js';
import { sizesOf, type Sizes } from './sizes.js';

/**
 * Prints the size of what `npm run build` has written, and of the bundle's parts; fails when the bundle is over its
 * budget. The last line is for machines: `brotli=<bytes>`.
 *
 * Compressed parts do not add up. The SDK's and Lit's are what the bundle would be smaller by without them; the
 * widget's is the bundle without both.
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
    ? `\n${String(left)} bytes are left of ${String(BUDGET)}.`
    : `\nunable to ship momento-chat.js; it is ${String(-left)} bytes over its budget of ${String(BUDGET)}.`,
);
if (left < 0) process.exitCode = 1;
console.log(`brotli=${String(whole.brotli)}`);

/** The bundle as it is built, but for some packages that it imports instead of holding them. */
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
    // A bundle without its SDK makes no calls: it is not to be shipped.
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
