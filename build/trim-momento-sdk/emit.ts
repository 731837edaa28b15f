import ts from 'typescript';
import { isPrunable, type Reachable } from './reachable.js';
import { TrimError } from './trim-error.js';

/** A module ready for the bundler. */
export interface Emitted {
  readonly code: string;
  /** Leads back to the TypeScript. */
  readonly map: string;
}

/** Compiles one module of the SDK to an ES module, without what nobody reaches. */
export function emitPruned(program: ts.Program, file: string, reachable: Reachable): Emitted {
  const source = program.getSourceFile(file);
  if (!source) throw new TrimError(file, 'it is not part of what the entries import.');
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
    { before: [prune(program.getTypeChecker(), reachable)] },
  );
  if (code === undefined || map === undefined) throw new TrimError(file, 'nothing was compiled.');
  return { code: code.replace(/\/\/# sourceMappingURL=.*/, ''), map };
}

function prune(
  checker: ts.TypeChecker,
  reachable: Reachable,
): ts.TransformerFactory<ts.SourceFile> {
  return ({ factory, ...context }) => {
    const visit = (node: ts.Node): ts.VisitResult<ts.Node | undefined> => {
      if (isPrunable(node) && !reachable.has(node)) return undefined;
      if (isDeclaration(node) && ts.isSourceFile(node.parent) && !reachable.has(node)) {
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

function isDeclaration(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)
  );
}
