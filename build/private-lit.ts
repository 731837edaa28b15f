import { resolve } from 'node:path';
import MagicString from 'magic-string';
import type { Plugin } from 'vite';

const LIT = /\/node_modules\/(?:lit|lit-html|lit-element|@lit\/reactive-element)\/.*\.js$/;

/**
 * The globals by which copies of Lit find each other: version lists, hooks for polyfills (the supported browsers need
 * none), and the metadata of standard decorators (this project uses TypeScript's legacy ones).
 */
const GLOBALS =
  /\b(?:[\w$]+\.)?((?:lit|reactive)\w+(?:Versions|PolyfillSupport)|litPropertyMetadata)\b|\bSymbol\.(metadata)\b/g;

/** Keeps the bundle's copy of Lit private: a third-party script must set no globals on its host page. */
export function privateLit(): Plugin {
  const globals = resolve('build/private-lit-globals.ts');
  return {
    name: 'private-lit',
    apply: 'build',
    transform: {
      filter: { id: LIT },
      handler(code) {
        const text = new MagicString(code);
        text.replaceAll(GLOBALS, (_, name?: string, metadata?: string) => {
          return `litGlobals.${String(name ?? metadata)}`;
        });
        if (!text.hasChanged()) return null;
        text.prepend(`import { litGlobals } from ${JSON.stringify(globals)};\n`);
        return { code: text.toString(), map: text.generateMap({ hires: true }) };
      },
    },
  };
}
