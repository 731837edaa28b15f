import MagicString from 'magic-string';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { minifyCss } from './minify-css.js';
import { minifyHtml } from './minify-html.js';

const MINIFIERS: Readonly<Record<string, (text: string) => string>> = {
  css: minifyCss,
  html: minifyHtml,
  svg: minifyHtml,
};

/** Replaces an expression while a template is minified: a private-use character, which is no white space. */
const PLACEHOLDER = '\uE000';

/** Removes white space and comments from Lit's templates, which minifiers of scripts leave unchanged. */
export function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts$/ },
      handler: (code, id) => (/\b(?:css|html|svg)`/.test(code) ? minifyIn(code, id) : null),
    },
  };
}

/** Minifies the templates of a script; the map leads back to the original. */
export function minifyIn(code: string, id: string): { code: string; map: string } {
  const script = new MagicString(code);
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node)) {
      const minify = MINIFIERS[node.tag.getText()];
      if (minify) minifyTemplate(script, node.template, minify);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(id, code, ts.ScriptTarget.ES2022, true));
  return {
    code: script.toString(),
    map: script.generateMap({ hires: true, source: id }).toString(),
  };
}

function minifyTemplate(
  script: MagicString,
  template: ts.TemplateLiteral,
  minify: (text: string) => string,
): void {
  const pieces = ts.isTemplateExpression(template)
    ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
    : [template];
  const texts = pieces.map((piece) => piece.rawText ?? '');
  if (texts.some((text) => text.includes(PLACEHOLDER))) return;
  const minified = minify(texts.join(PLACEHOLDER)).split(PLACEHOLDER);
  if (minified.length !== pieces.length) {
    throw new Error(`unable to minify a template; an expression was lost: ${template.getText()}`);
  }
  pieces.forEach((piece, index) => {
    // After the backtick or brace that opens the piece.
    const start = piece.getStart() + 1;
    const before = texts[index] ?? '';
    const after = minified[index] ?? '';
    if (before === after) return;
    if (before) script.update(start, start + before.length, after);
  });
}
