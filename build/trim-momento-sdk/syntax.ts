import ts from 'typescript';

/*
 * Questions about the syntax of the SDK's TypeScript.
 */

/** Whether the trimmer may remove the class member. Fields stay: constructors initialize them. */
export function isPrunable(node: ts.Node): node is ts.MethodDeclaration | ts.AccessorDeclaration {
  return (
    (ts.isMethodDeclaration(node) || ts.isAccessor(node)) &&
    ts.isClassLike(node.parent) &&
    (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name))
  );
}

/** The name of a member that is prunable. */
export function nameOf(member: ts.MethodDeclaration | ts.AccessorDeclaration): string {
  return (member.name as ts.Identifier).text;
}

/** Whether the node is a variable, function, class or enum of the module's own scope. */
export function isTopLevel(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node)) return ts.isSourceFile(node.parent.parent.parent);
  return isNamedDeclaration(node) && ts.isSourceFile(node.parent);
}

export function isNamedDeclaration(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)
  );
}

/** Whether the compiler erases the node. */
export function isTypeOnly(node: ts.Node): boolean {
  return (
    // The expression after `extends` is one of these, and a type node to the compiler.
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword)
  );
}

export function isImportOrExport(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
}

/** `a + b` and `a += b`, which may convert an object to text. */
export function isAddition(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.PlusToken ||
      node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken)
  );
}
