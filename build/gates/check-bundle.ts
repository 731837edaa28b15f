import { brotliSize } from '../size/sizes.js';

/** What a bundle may be. */
export interface BundleRules {
  /** The paths of the calls it makes: these, all of them, and no others. */
  readonly calls: readonly string[];
  /** Its size by brotli at quality 11, in bytes. */
  readonly budget: number;
}

const CALL = /\/[\w.]+\.[A-Z]\w*\/[A-Z]\w*(?=["'`])/g;

/** Code that a content security policy forbids, or that runs in no browser. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/(?<![\w$])eval\b/, 'it names eval, which a content security policy forbids'],
  [
    /(?<![\w$])Function\b/,
    'it names Function, which makes functions of text, which a content security policy forbids',
  ],
  [/(?<![\w$])require\s*\(/, 'it calls require, which no browser has'],
  [/(?<![\w$.])process\.env\b/, 'it reads process.env, which no browser has'],
  [/sourceMappingURL=data:/, 'its source map is inside of it, for every visitor to load'],
];

/** Says what is wrong with a bundle; nothing: it may be shipped. */
export function checkBundle(code: string, { calls, budget }: BundleRules): string[] {
  const found = new Set(code.match(CALL) ?? []);
  const complaints: string[] = [];
  const unexpected = [...found].filter((call) => !calls.includes(call));
  if (unexpected.length > 0) {
    complaints.push(
      `it can make calls that nobody asked for: ${unexpected.join(', ')}. Either the trimmer keeps too much, or a new call belongs in build/gates/expected-calls.ts`,
    );
  }
  const missing = calls.filter((call) => !found.has(call));
  if (missing.length > 0) {
    complaints.push(`calls are missing that the widget makes: ${missing.join(', ')}`);
  }
  for (const [pattern, why] of FORBIDDEN) {
    const match = pattern.exec(code);
    if (match) complaints.push(`${why}: …${code.slice(match.index - 30, match.index + 40)}…`);
  }
  const size = brotliSize(code);
  if (size > budget) {
    complaints.push(
      `it is ${String(size)} bytes by brotli, ${String(size - budget)} more than it may be; \`npm run size\` tells its parts`,
    );
  }
  return complaints;
}
