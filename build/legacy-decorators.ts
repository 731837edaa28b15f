import type { Plugin } from 'vite';

/**
 * The project's decorators are TypeScript's own (`experimentalDecorators`), for fields and accessors alone. The compiler's
 * helper and Lit's decorators serve standard decorators, classes and parameters, too: here is the part that is used.
 */
const MODULES: readonly (readonly [id: RegExp, code: string])[] = [
  [
    /oxc-project.*\/helpers\/(?:esm\/)?decorate\.js$/,
    `export default function decorate(decorators, target, key, descriptor) {
      let result = descriptor === null ? Object.getOwnPropertyDescriptor(target, key) : undefined;
      for (const decorator of decorators.reverse()) result = decorator(target, key) || result;
      if (result) Object.defineProperty(target, key, result);
    }`,
  ],
  [
    /\/@lit\/reactive-element\/decorators\/property\.js$/,
    `export const property = (options) => (target, key) => {
      const isAccessor = Object.hasOwn(target, key);
      target.constructor.createProperty(key, options);
      if (isAccessor) return Object.getOwnPropertyDescriptor(target, key);
    };`,
  ],
  [
    /\/@lit\/reactive-element\/decorators\/query\.js$/,
    `export const query = (selector) => () => ({
      configurable: true,
      get() {
        return this.renderRoot?.querySelector(selector) ?? null;
      },
    });`,
  ],
];

/** Reduces the decorators to the part that the bundle uses. */
export function legacyDecorators(): Plugin {
  return {
    name: 'legacy-decorators',
    apply: 'build',
    transform: {
      filter: { id: MODULES.map(([id]) => id) },
      handler: (_, id) => {
        const code = MODULES.find(([module]) => module.test(id))?.[1];
        return code === undefined ? null : { code, map: null };
      },
    },
  };
}
