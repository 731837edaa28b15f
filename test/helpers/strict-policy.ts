import { readFileSync } from 'node:fs';

/** Where a test's own servers are; the README has examples in their places. */
export interface PolicySources {
  /** The token endpoint, and Momento; or a relay. */
  connect: readonly string[];
  /** Folders of authors' pictures. */
  images?: readonly string[];
  /** What `trusted-types` says besides. */
  trustedTypes?: readonly string[];
  /** What the page itself needs besides, as whole directives. */
  more?: readonly string[];
}

const EXAMPLE = /https:\/\/[^\s;]+/;

/** The README's policy, a directive each, as it stands there. */
export function readmePolicy(): readonly string[] {
  const readme = readFileSync('README.md', 'utf8');
  const block = /^Content-Security-Policy:\n((?: {2}.+\n)+)```$/m.exec(readme)?.[1];
  if (!block) throw new Error('unable to read the policy; the README has none');
  return block
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '');
}

/** The README's policy, with a test's servers in place of its examples and nothing else changed. */
export function strictPolicy({
  connect,
  images = ["'none'"],
  trustedTypes = [],
  more = [],
}: PolicySources): string {
  const places: Readonly<Record<string, readonly string[]>> = {
    'connect-src': connect,
    'img-src': images,
  };
  const directives = readmePolicy().map((directive) => {
    const [name = ''] = directive.split(' ');
    const sources = places[name];
    if (sources) return [name, ...sources].join(' ');
    if (EXAMPLE.test(directive)) throw new Error(`unable to test "${directive}"; it is an example`);
    return name === 'trusted-types' ? [directive, ...trustedTypes].join(' ') : directive;
  });
  return [...directives, ...more].join('; ');
}
