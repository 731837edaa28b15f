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

/** What stands for an expression: a character of nobody's alphabet, and no white space. */
const HOLE = '\uE000';

/** Takes white space and comments out of our own templates; minifiers of scripts leave them alone. */
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

/** A script with its templates minified, and a map to what it was. */
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
  if (texts.some((text) => text.includes(HOLE))) return;
  const minified = minify(texts.join(HOLE)).split(HOLE);
  if (minified.length !== pieces.length) {
    throw new Error(`unable to minify a template; it lost an expression: ${template.getText()}`);
  }
  pieces.forEach((piece, index) => {
    // Behind the backtick or brace that opens the piece.
    const start = piece.getStart() + 1;
    const before = texts[index] ?? '';
    const after = minified[index] ?? '';
    if (before === after) return;
    if (before) script.update(start, start + before.length, after);
  });
}
