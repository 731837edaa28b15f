import MagicString from 'magic-string';
import type { Plugin } from 'vite';

const LIT = /\/node_modules\/(?:lit|lit-html|lit-element|@lit\/reactive-element)\/.*\.js$/;

/** Hooks for polyfills, which the supported browsers do not need. */
const HOOKS = /\b[\w$]+\.(?:lit|reactive)\w+(?:Polyfill|Hydrate)Support\b/g;

/** Lists by which copies of Lit warn of each other: the bundle's copy is its own business. */
const VERSIONS = /\([\w$]+\.(?:lit|reactive)\w+Versions\?\?=\[\]\)\.push\("[^"]+"\)/g;

/** The metadata of standard decorators, made and read: this project uses TypeScript's own. */
const METADATA = [
  /Symbol\.metadata\?\?=Symbol\("metadata"\),[\w$]+\.litPropertyMetadata\?\?=new WeakMap;/,
  /const ([\w$]+)=this\[Symbol\.metadata\];if\(null!==\1\)\{.+?this\.elementProperties\.set\([\w$,]+\)\}/,
];

/** Style sheets that a script makes: all supported browsers have them, and Lit's other way needs style elements. */
const STYLES = /\/@lit\/reactive-element\/css-tag\.js$/;
const CSS = `
  export const supportsAdoptingStyleSheets = true;
  export class CSSResult {
    _$cssResult$ = true;
    constructor(cssText) {
      this.cssText = cssText;
    }
    get styleSheet() {
      if (!this.sheet) {
        this.sheet = new CSSStyleSheet();
        this.sheet.replaceSync(this.cssText);
      }
      return this.sheet;
    }
    toString() {
      return this.cssText;
    }
  }
  export const unsafeCSS = (text) => new CSSResult(text);
  export const css = (texts, ...values) =>
    new CSSResult(texts.reduce((all, text, index) => all + values[index - 1] + text));
  export const adoptStyles = (root, styles) => {
    root.adoptedStyleSheets = styles.map((style) => style.styleSheet ?? style);
  };
  export const getCompatibleStyle = (style) => style;
`;

/** The name by which pages allow Lit's templates in their content security policy. */
const POLICY = 'createPolicy("lit-html"';

/**
 * Keeps the bundle's copy of Lit private: a third-party script must set no globals on its host page. Leaves out what only
 * older browsers need.
 *
 * @param policy another name of the policy of its templates: a page may allow each name once only
 */
export function privateLit(policy = 'lit-html'): Plugin {
  return {
    name: 'private-lit',
    apply: 'build',
    transform: {
      filter: { id: LIT },
      handler(code, id) {
        if (STYLES.test(id)) return { code: CSS, map: null };
        const text = new MagicString(code);
        text.replaceAll(HOOKS, 'undefined');
        text.replaceAll(VERSIONS, '0');
        text.replaceAll(POLICY, `createPolicy("${policy}"`);
        for (const made of METADATA) text.replace(made, '');
        if (!text.hasChanged()) return null;
        return { code: text.toString(), map: text.generateMap({ hires: true }) };
      },
    },
  };
}
