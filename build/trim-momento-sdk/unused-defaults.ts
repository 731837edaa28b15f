import ts from 'typescript';

/** A value that takes the place of an argument, or of an argument's property, where the caller gives none. */
export interface Default {
  /** What is left out when it is unused. */
  readonly value: ts.Expression;
  /** Whose callers decide. */
  readonly callee: ts.SignatureDeclaration;
  readonly parameter: number;
  /** Undefined where the argument itself has the default. */
  readonly property: string | undefined;
}

/** `parameter = value` and `parameter.property ?? value`. */
export function toDefault(node: ts.Node, checker: ts.TypeChecker): Default | undefined {
  if (ts.isParameter(node) && node.initializer && isFollowed(node.parent)) {
    const parameter = node.parent.parameters.indexOf(node);
    return { value: node.initializer, callee: node.parent, parameter, property: undefined };
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const { left, operatorToken, right } = node;
  if (operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken) return undefined;
  if (!ts.isPropertyAccessExpression(left) || !ts.isIdentifier(left.expression)) return undefined;
  const declaration = checker.getSymbolAtLocation(left.expression)?.valueDeclaration;
  if (!declaration || !ts.isParameter(declaration) || !isFollowed(declaration.parent)) {
    return undefined;
  }
  return {
    value: right,
    callee: declaration.parent,
    parameter: declaration.parent.parameters.indexOf(declaration),
    property: left.name.text,
  };
}

/** Whether all calls can be told by the name: other methods may be called through a type that they implement. */
export function isFollowed(node: ts.SignatureDeclaration): boolean {
  return (
    ts.isConstructorDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    (ts.isMethodDeclaration(node) &&
      ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0
  );
}

/** Whether a caller gives what the default is for, and it cannot be undefined. */
export function isGiven(
  { parameter, property }: Default,
  args: readonly ts.Expression[],
  checker: ts.TypeChecker,
): boolean {
  const argument = args[parameter];
  // Behind a spread argument nobody knows which is which.
  if (!argument || args.slice(0, parameter + 1).some(ts.isSpreadElement)) return false;
  if (property === undefined) return !canBeNothing(checker.getTypeAtLocation(argument));
  if (!ts.isObjectLiteralExpression(argument)) return false;
  const given = argument.properties.findIndex((each) => each.name?.getText() === property);
  const after = argument.properties.slice(given + 1);
  const value = argument.properties[given];
  if (!value || after.some(ts.isSpreadAssignment)) return false;
  const type = ts.isPropertyAssignment(value)
    ? checker.getTypeAtLocation(value.initializer)
    : ts.isShorthandPropertyAssignment(value)
      ? checker.getTypeAtLocation(value.name)
      : undefined;
  return type !== undefined && !canBeNothing(type);
}

function canBeNothing(type: ts.Type): boolean {
  const types = type.isUnion() ? type.types : [type];
  const nothing =
    ts.TypeFlags.Undefined |
    ts.TypeFlags.Null |
    ts.TypeFlags.Any |
    ts.TypeFlags.Unknown |
    ts.TypeFlags.Void;
  return types.some(({ flags }) => (flags & nothing) !== 0);
}
