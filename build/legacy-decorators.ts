import type { Plugin } from 'vite';

const HELPER = /oxc-project.*\/helpers\/(?:esm\/)?decorate\.js$/;

/** The decorators of this project are for properties only: no class, no parameter, no `Reflect.decorate`. */
const FOR_PROPERTIES = `export default function decorate(decorators, target, key, descriptor) {
  let result = descriptor === null ? Object.getOwnPropertyDescriptor(target, key) : undefined;
  for (const decorator of decorators.reverse()) result = decorator(target, key, result) || result;
  if (result) Object.defineProperty(target, key, result);
}`;

/** Replaces the compiler's helper for TypeScript's decorators by the part of it that properties need. */
export function legacyDecorators(): Plugin {
  return {
    name: 'legacy-decorators',
    apply: 'build',
    transform: {
      filter: { id: HELPER },
      handler: () => ({ code: FOR_PROPERTIES, map: null }),
    },
  };
}
