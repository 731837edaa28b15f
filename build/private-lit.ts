import { resolve } from 'node:path';
import MagicString from 'magic-string';
import type { Plugin } from 'vite';

const LIT = /\/node_modules\/(?:lit|lit-html|lit-element|@lit\/reactive-element)\/.*\.js$/;

/** Hooks for polyfills, which the supported browsers do not need. */
const HOOKS = /\b[\w$]+\.(?:lit|reactive)\w+(?:Polyfill|Hydrate)Support\b/g;

/** Lists by which copies of Lit warn of each other: the bundle's copy is its own business. */
const VERSIONS = /\([\w$]+\.(?:lit|reactive)\w+Versions\?\?=\[\]\)\.push\("[^"]+"\)/g;

/** The metadata of standard decorators: this project uses TypeScript's own. */
const METADATA = /\b(?:[\w$]+\.)?(litPropertyMetadata)\b|\bSymbol\.(metadata)\b/g;

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
        text.replaceAll(HOOKS, 'undefined');
        text.replaceAll(VERSIONS, '0');
        text.replaceAll(METADATA, (_, name?: string, metadata?: string) => {
          return `litGlobals.${String(name ?? metadata)}`;
        });
        if (!text.hasChanged()) return null;
        text.prepend(`import { litGlobals } from ${JSON.stringify(globals)};\n`);
        return { code: text.toString(), map: text.generateMap({ hires: true }) };
      },
    },
  };
}
