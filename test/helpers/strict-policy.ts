import { readFileSync } from 'node:fs';

/** The sources of a test's servers, which replace the documentation's examples. */
export interface PolicySources {
  /** The token endpoint and Momento, or a relay. */
  connect: readonly string[];
  /** Folders of authors' pictures. */
  images?: readonly string[];
  /** Additional values of `trusted-types`. */
  trustedTypes?: readonly string[];
  /** Additional directives for the page itself. */
  more?: readonly string[];
}

const EXAMPLE = /https:\/\/[^\s;]+/;

/** The page of the documentation that has the policy. */
export const POLICY_PAGE = 'docs/csp.md';

/** The directives of the documented policy, verbatim. */
export function documentedPolicy(): readonly string[] {
  const page = readFileSync(POLICY_PAGE, 'utf8');
  const block = /^Content-Security-Policy:\n((?: {2}.+\n)+)```$/m.exec(page)?.[1];
  if (!block) throw new Error(`unable to read the policy; ${POLICY_PAGE} contains none`);
  return block
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '');
}

/** The documented policy with its examples replaced by a test's servers, otherwise unchanged. */
export function strictPolicy({
  connect,
  images = [],
  trustedTypes = [],
  more = [],
}: PolicySources): string {
  const places: Readonly<Record<string, readonly string[]>> = {
    'connect-src': connect,
    // Those that messages bring, as on that page.
    'img-src': [...images, 'blob:'],
  };
  const directives = documentedPolicy().map((directive) => {
    const [name = ''] = directive.split(' ');
    const sources = places[name];
    if (sources) return [name, ...sources].join(' ');
    if (EXAMPLE.test(directive)) throw new Error(`unable to test "${directive}"; it is an example`);
    return name === 'trusted-types' ? [directive, ...trustedTypes].join(' ') : directive;
  });
  return [...directives, ...more].join('; ');
}
