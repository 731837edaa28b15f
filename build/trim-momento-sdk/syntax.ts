import ts from 'typescript';

/*
 * Questions about the syntax of the SDK's TypeScript.
 */

type Removable = ts.MethodDeclaration | ts.AccessorDeclaration | ts.PropertyDeclaration;

/**
 * Whether the node is a member that can be removed by its name: a method, an accessor, or a field with a value that nothing
 * has to be done for. Other fields stay: constructors set them.
 */
export function isRemovable(node: ts.Node): node is Removable {
  return (
    (ts.isMethodDeclaration(node) || ts.isAccessor(node) || isField(node)) &&
    ts.isClassDeclaration(node.parent) &&
    ts.isSourceFile(node.parent.parent) &&
    (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name))
  );
}

/** Whether the node is a field whose value is a text, or that of a method of its own without arguments. */
function isField(node: ts.Node): node is ts.PropertyDeclaration {
  const value = ts.isPropertyDeclaration(node) ? node.initializer : undefined;
  if (!value) return false;
  const isOwnCall =
    ts.isCallExpression(value) &&
    value.arguments.length === 0 &&
    ts.isPropertyAccessExpression(value.expression) &&
    value.expression.expression.kind === ts.SyntaxKind.ThisKeyword;
  return ts.isStringLiteralLike(value) || isOwnCall;
}

/** The names that a declaration has; undefined for a statement that stays whatever names are used. */
export function namesOf(node: ts.Node): readonly string[] | undefined {
  if (isErased(node)) return [];
  const declarations = ts.isVariableStatement(node) ? node.declarationList.declarations : [node];
  const names = declarations.map((each) => {
    const isNamed =
      ts.isVariableDeclaration(each) ||
      ts.isClassDeclaration(each) ||
      ts.isFunctionDeclaration(each) ||
      ts.isEnumDeclaration(each) ||
      isRemovable(each);
    const isDefault =
      ts.canHaveModifiers(each) &&
      ts.getModifiers(each)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    const name = isNamed && !isDefault ? each.name : undefined;
    return name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? name.text : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** The names that a module imports or exports again; undefined for those that need no name, e.g. `export *`. */
export function importedNames(
  node: ts.ImportDeclaration | ts.ExportDeclaration,
): { readonly local: string; readonly imported: string }[] | undefined {
  const clause = ts.isImportDeclaration(node) ? node.importClause : node.exportClause;
  if (!clause) return undefined;
  const bindings = ts.isImportClause(clause) ? clause.namedBindings : clause;
  const named =
    bindings && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings))
      ? [...bindings.elements].map(({ name, propertyName = name }) => ({
          local: name.text,
          imported: propertyName.text,
        }))
      : [];
  const wholes = [
    ts.isImportClause(clause) ? clause.name : undefined,
    bindings && (ts.isNamespaceImport(bindings) || ts.isNamespaceExport(bindings))
      ? bindings.name
      : undefined,
  ].flatMap((name) => (name ? [{ local: name.text, imported: name.text }] : []));
  return [...wholes, ...named];
}

/** The name of the module that the statement imports or exports from. */
export function moduleNameOf(
  node: ts.ImportDeclaration | ts.ExportDeclaration,
): string | undefined {
  const { moduleSpecifier: name } = node;
  return name && ts.isStringLiteral(name) ? name.text : undefined;
}

/** Whether the compiler erases the node. */
export function isErased(node: ts.Node): boolean {
  return (
    // The expression after `extends` is one of these, and a type node to the compiler.
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword)
  );
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'];

/** Whether the node is a statement that does nothing but log: `this.logger.trace(…);` or `this.getLogger().trace(…);` */
export function isLog(node: ts.Node): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false;
  const { expression: callee } = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || !LOG_LEVELS.includes(callee.name.text))
    return false;
  const { expression: logger } = callee;
  const source = ts.isCallExpression(logger) ? logger.expression : logger;
  return /\b(?:logger|getLogger)$/.test(source.getText());
}

/** The text of the error, if the node is `throw new Error(text)`. */
export function thrownText(node: ts.Node): ts.Expression | undefined {
  const error = ts.isThrowStatement(node) ? node.expression : undefined;
  const isError = error && ts.isNewExpression(error) && error.expression.getText() === 'Error';
  return isError ? error.arguments?.[0] : undefined;
}
