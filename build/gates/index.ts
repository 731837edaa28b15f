import type { Plugin } from 'vite';
import { checkBundle, type BundleRules } from './check-bundle.js';

/** Fails the build if the bundle breaks a rule, before anything is written. */
export function gateBundle(rules: BundleRules): Plugin {
  return {
    name: 'gate-bundle',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      if (chunks.length !== 1) {
        throw new Error(
          `unable to ship the bundle; it has ${String(chunks.length)} files instead of one.`,
        );
      }
      for (const { fileName, code } of chunks) {
        const problems = checkBundle(code, rules);
        if (problems.length === 0) continue;
        throw new Error(
          `unable to ship ${fileName};\n${problems.map((each) => `- ${each}`).join('\n')}`,
        );
      }
    },
  };
}
