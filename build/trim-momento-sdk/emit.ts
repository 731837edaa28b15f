import ts from 'typescript';
import type { Reachable } from './reachable.js';
import { isNamedDeclaration, isPrunable } from './syntax.js';
import { TrimError } from './trim-error.js';

/** A module for the bundler. */
export interface Emitted {
  readonly code: string;
  /** The source map to the SDK's TypeScript. */
  readonly map: string;
}

/** Compiles one module of the SDK to an ES module that holds the reachable code only. */
export function emitPruned(program: ts.Program, file: string, reachable: Reachable): Emitted {
  const source = program.getSourceFile(file);
  if (!source) throw new TrimError(file, 'the entries do not import it.');
  let code: string | undefined;
  let map: string | undefined;
  program.emit(
    source,
    (name, text) => {
      if (name.endsWith('.map')) map = text;
      else code = text;
    },
    undefined,
    false,
    { before: [prune(reachable)] },
  );
  if (code === undefined || map === undefined)
    throw new TrimError(file, 'the compiler wrote no output.');
  return { code: code.replace(/\/\/# sourceMappingURL=.*/, ''), map };
}

function prune(reachable: Reachable): ts.TransformerFactory<ts.SourceFile> {
  return ({ factory, ...context }) => {
    const visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
      if (isPrunable(node) && !reachable.has(node)) return undefined;
      if (isNamedDeclaration(node) && ts.isSourceFile(node.parent) && !reachable.has(node)) {
        return undefined;
      }
      if (ts.isVariableStatement(node) && ts.isSourceFile(node.parent)) {
        const { declarationList: list } = node;
        const kept = list.declarations.filter((each) => reachable.has(each));
        if (kept.length === 0) return undefined;
      }
      if (
        (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) &&
        !reachable.hasNamed(node.name)
      ) {
        return undefined;
      }
      if (ts.isParameter(node) && node.initializer && reachable.isUnusedDefault(node.initializer)) {
        return factory.createParameterDeclaration(
          node.modifiers,
          node.dotDotDotToken,
          node.name,
          node.questionToken,
          node.type,
        );
      }
      if (ts.isBinaryExpression(node) && reachable.isUnusedDefault(node.right)) {
        return ts.visitNode(node.left, visit);
      }
      const visited = ts.visitEachChild(node, visit, { factory, ...context });
      return isEmptyImportOrExport(visited) ? undefined : visited;
    };
    return (file) => ts.visitEachChild(file, visit, { factory, ...context });
  };
}

function isEmptyImportOrExport(node: ts.Node): boolean {
  const names = ts.isImportDeclaration(node)
    ? node.importClause?.namedBindings
    : ts.isExportDeclaration(node)
      ? node.exportClause
      : undefined;
  return (
    names !== undefined &&
    (ts.isNamedImports(names) || ts.isNamedExports(names)) &&
    names.elements.length === 0
  );
}
