import ts from 'typescript';

/** An expression that is evaluated where a caller omits an argument, or a property of an argument. */
interface DefaultValue {
  readonly value: ts.Expression;
  /** The function or constructor whose callers decide whether the value is used. */
  readonly callee: ts.SignatureDeclaration;
  /** The index of the parameter. */
  readonly parameter: number;
  /** Undefined if the default is the parameter's own. */
  readonly property: string | undefined;
}

type Arguments = readonly ts.Expression[];

/**
 * Finds the default values that no caller needs, such as the logger in `props.logger ?? new DefaultLogger()` if all
 * callers pass one. A value counts as unused until a call is found that may need it.
 */
export class DefaultValues {
  readonly #checker: ts.TypeChecker;
  readonly #unused = new Map<ts.Node, DefaultValue>();
  /** The known calls of each function; undefined for a function that is passed on as a value, with unknown calls. */
  readonly #calls = new Map<ts.Node, readonly Arguments[] | undefined>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** Whether no call that was added needs the value. */
  isUnused(value: ts.Node): boolean {
    return this.#unused.has(value);
  }

  /** Adds the default value in the node, if the node is `parameter = value` or `parameter.property ?? value`. */
  addFrom(node: ts.Node): ts.Expression | undefined {
    const found = defaultIn(node, this.#checker);
    if (found) this.#unused.set(found.value, found);
    return found?.value;
  }

  /** Adds the call, if the identifier is where a function or class is called by its name. */
  addCall(name: ts.Identifier, declaration: ts.Declaration): void {
    const callee = ts.isClassLike(declaration)
      ? declaration.members.find(ts.isConstructorDeclaration)
      : declaration;
    if (!callee || !ts.isFunctionLike(callee) || !hasKnownCalls(callee)) return;
    const args = argumentsAt(name);
    if (args === 'not a call') return;
    const calls = this.#callsOf(callee);
    this.#calls.set(callee, args && calls && [...calls, args]);
  }

  /** Returns the values that calls turn out to need; they do not count as unused any more. */
  takeUsed(): ts.Expression[] {
    const used = [...this.#unused.values()].filter(
      (each) => !this.#callsOf(each.callee)?.every((args) => isPassed(each, args, this.#checker)),
    );
    for (const { value } of used) this.#unused.delete(value);
    return used.map(({ value }) => value);
  }

  #callsOf(callee: ts.Node): readonly Arguments[] | undefined {
    return this.#calls.has(callee) ? this.#calls.get(callee) : [];
  }
}

function defaultIn(node: ts.Node, checker: ts.TypeChecker): DefaultValue | undefined {
  if (ts.isParameter(node) && node.initializer && hasKnownCalls(node.parent)) {
    const parameter = node.parent.parameters.indexOf(node);
    return { value: node.initializer, callee: node.parent, parameter, property: undefined };
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const { left, operatorToken, right } = node;
  if (operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken) return undefined;
  if (!ts.isPropertyAccessExpression(left) || !ts.isIdentifier(left.expression)) return undefined;
  const declaration = checker.getSymbolAtLocation(left.expression)?.valueDeclaration;
  if (!declaration || !ts.isParameter(declaration) || !hasKnownCalls(declaration.parent)) {
    return undefined;
  }
  return {
    value: right,
    callee: declaration.parent,
    parameter: declaration.parent.parameters.indexOf(declaration),
    property: left.name.text,
  };
}

/** Whether all calls use the function's name. A method may also be called through an interface of its class. */
function hasKnownCalls(node: ts.SignatureDeclaration): boolean {
  return (
    ts.isConstructorDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    (ts.isMethodDeclaration(node) &&
      ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0
  );
}

/** The arguments of the call of a function or class by its name; undefined if it is passed on as a value. */
function argumentsAt(name: ts.Identifier): Arguments | 'not a call' | undefined {
  const { parent } = name;
  const access = ts.isPropertyAccessExpression(parent) ? parent : undefined;
  // In `Class.member`, the call is the member's.
  if (access?.expression === name) return 'not a call';
  const callee = access ?? name;
  const { parent: use } = callee;
  if ((ts.isCallExpression(use) || ts.isNewExpression(use)) && use.expression === callee) {
    return use.arguments ?? [];
  }
  const isNoCall =
    ts.isImportSpecifier(use) ||
    (ts.isBinaryExpression(use) && use.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) ||
    // The name in its own declaration.
    (ts.isClassLike(use) && use.name === name) ||
    (ts.isFunctionLike(use) && use.name === name);
  return isNoCall ? 'not a call' : undefined;
}

/** Whether the arguments include a value for the default's place that cannot be undefined. */
function isPassed(
  { parameter, property }: DefaultValue,
  args: Arguments,
  checker: ts.TypeChecker,
): boolean {
  const argument = args[parameter];
  // The positions after a spread argument are unknown.
  if (!argument || args.slice(0, parameter + 1).some(ts.isSpreadElement)) return false;
  if (property === undefined) return !isNullable(checker.getTypeAtLocation(argument));
  if (!ts.isObjectLiteralExpression(argument)) return false;
  const index = argument.properties.findIndex((each) => each.name?.getText() === property);
  const passed = argument.properties[index];
  // An object that is spread later may overwrite the property.
  const after = argument.properties.slice(index + 1);
  if (!passed || after.some(ts.isSpreadAssignment)) return false;
  const type = ts.isPropertyAssignment(passed)
    ? checker.getTypeAtLocation(passed.initializer)
    : ts.isShorthandPropertyAssignment(passed)
      ? checker.getTypeAtLocation(passed.name)
      : undefined;
  return type !== undefined && !isNullable(type);
}

function isNullable(type: ts.Type): boolean {
  const types = type.isUnion() ? type.types : [type];
  const nullable =
    ts.TypeFlags.Undefined |
    ts.TypeFlags.Null |
    ts.TypeFlags.Any |
    ts.TypeFlags.Unknown |
    ts.TypeFlags.Void;
  return types.some(({ flags }) => (flags & nullable) !== 0);
}
