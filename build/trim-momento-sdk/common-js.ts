import ts from 'typescript';
import { TrimError } from './trim-error.js';

/*
 * Questions about the statements of generated CommonJS modules.
 */

export function parseScript(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
}

/** `["a", "b", "c"]` of `a.b.c`; undefined for anything else. */
export function chainOf(node: ts.Node): readonly string[] | undefined {
  if (ts.isIdentifier(node)) return [node.text];
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const start = chainOf(node.expression);
  return start && [...start, node.name.text];
}

/** The module's name in `require("…")` or `__importStar(require("…"))`. */
export function requiredModule(node: ts.Node | undefined): string | undefined {
  if (!node || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [argument] = node.arguments;
  if (node.expression.text === '__importStar') return requiredModule(argument);
  return node.expression.text === 'require' && argument && ts.isStringLiteral(argument)
    ? argument.text
    : undefined;
}

/** The declaration of a statement like `const name = …`; undefined if there are several. */
export function onlyDeclaration(
  statement: ts.Statement,
): { readonly name: string; readonly value: ts.Expression | undefined } | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [first, ...others] = statement.declarationList.declarations;
  if (!first || others.length > 0 || !ts.isIdentifier(first.name)) return undefined;
  return { name: first.name.text, value: first.initializer };
}

/** The two sides of a statement like `a.b = …`. */
export function assignment(
  statement: ts.Statement,
): { readonly target: ts.Expression; readonly value: ts.Expression } | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (!ts.isBinaryExpression(expression)) return undefined;
  if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  return { target: expression.left, value: expression.right };
}

/** The function's name and the arguments of a statement like `a.b(…)`. */
export function callIn(
  statement: ts.Statement,
): { readonly name: string; readonly args: readonly ts.Expression[] } | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) {
    return undefined;
  }
  const name = chainOf(statement.expression.expression)?.join('.');
  return name === undefined ? undefined : { name, args: statement.expression.arguments };
}

/** @throws TrimError for a statement that the trimmer does not support */
export function rejectStatement(node: ts.Node): never {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  const [text = ''] = node.getText(file).split('\n');
  throw new TrimError(
    `${file.fileName}:${String(line + 1)}`,
    `unknown statement "${text.slice(0, 100)}". Add its form to build/trim-momento-sdk; see build/README.md.`,
  );
}
