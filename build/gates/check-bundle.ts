import { brotliSize } from '../size/sizes.js';

/** The rules for a bundle. */
export interface BundleRules {
  /** The paths of the service's calls: exactly these must be in the bundle. */
  readonly calls: readonly string[];
  /** The largest size after brotli at quality 11, in bytes. */
  readonly budget: number;
}

const CALL = /\/[\w.]+\.[A-Z]\w*\/[A-Z]\w*(?=["'`])/g;

/** Code that a strict content security policy blocks, or that fails in browsers. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/(?<![\w$])eval\b/, 'it uses eval, which a content security policy blocks'],
  [
    /(?<![\w$])Function\b/,
    'it uses Function, which creates functions from text; a content security policy blocks that',
  ],
  [/(?<![\w$])require\s*\(/, 'it calls require, which browsers do not have'],
  [/(?<![\w$.])process\.env\b/, 'it reads process.env, which browsers do not have'],
  [/sourceMappingURL=data:/, 'its source map is inline, so that every visitor would load it'],
];

/** Returns the problems of a bundle; an empty array if it may be shipped. */
export function checkBundle(code: string, { calls, budget }: BundleRules): string[] {
  const found = new Set(code.match(CALL) ?? []);
  const problems: string[] = [];
  const unexpected = [...found].filter((call) => !calls.includes(call));
  if (unexpected.length > 0) {
    problems.push(
      `it contains unexpected calls: ${unexpected.join(', ')}. Either the trimmer keeps too much, or build/gates/expected-calls.ts lacks a new call`,
    );
  }
  const missing = calls.filter((call) => !found.has(call));
  if (missing.length > 0) {
    problems.push(`it lacks calls that the widget makes: ${missing.join(', ')}`);
  }
  for (const [pattern, why] of FORBIDDEN) {
    const match = pattern.exec(code);
    if (match) problems.push(`${why}: …${code.slice(match.index - 30, match.index + 40)}…`);
  }
  const size = brotliSize(code);
  if (size > budget) {
    problems.push(
      `it is ${String(size)} bytes after brotli, ${String(size - budget)} over the limit; \`npm run size\` shows its parts`,
    );
  }
  return problems;
}
