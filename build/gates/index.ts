import type { Plugin } from 'vite';
import { checkBundle, type BundleRules } from './check-bundle.js';

/** Lets the build fail rather than write a bundle that may not be shipped. */
export function gateBundle(rules: BundleRules): Plugin {
  return {
    name: 'gate-bundle',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      if (chunks.length !== 1) {
        throw new Error(
          `unable to ship the bundle; it is ${String(chunks.length)} files, not one.`,
        );
      }
      for (const { fileName, code } of chunks) {
        const complaints = checkBundle(code, rules);
        if (complaints.length === 0) continue;
        throw new Error(
          `unable to ship ${fileName};\n${complaints.map((each) => `- ${each}`).join('\n')}`,
        );
      }
    },
  };
}
