import { resolve } from 'node:path';
import MagicString from 'magic-string';
import type { Plugin } from 'vite';

const LIT = /\/node_modules\/(?:lit|lit-html|lit-element|@lit\/reactive-element)\/.*\.js$/;

/**
 * What Lit keeps on the page, for other copies of Lit to find: their versions, hooks for polyfills that nobody needs
 * here, and what standard decorators would share, which we do not use.
 */
const SHARED =
  /\b(?:[\w$]+\.)?((?:lit|reactive)\w+(?:Versions|PolyfillSupport)|litPropertyMetadata)\b|\bSymbol\.(metadata)\b/g;

/** Keeps a bundle's Lit to itself: a script from elsewhere leaves no name on the page. */
export function privateLit(): Plugin {
  const holder = resolve('build/private-lit-holder.ts');
  return {
    name: 'private-lit',
    apply: 'build',
    transform: {
      filter: { id: LIT },
      handler(code) {
        const text = new MagicString(code);
        text.replaceAll(SHARED, (_, name?: string, metadata?: string) => {
          return `litHolder.${String(name ?? metadata)}`;
        });
        if (!text.hasChanged()) return null;
        text.prepend(`import { litHolder } from ${JSON.stringify(holder)};\n`);
        return { code: text.toString(), map: text.generateMap({ hires: true }) };
      },
    },
  };
}
