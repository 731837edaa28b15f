import ts from 'typescript';
import {
  assignment,
  callIn,
  chainOf,
  onlyDeclaration,
  parseScript,
  rejectStatement,
  requiredModule,
} from './common-js.js';

export interface Member {
  readonly value: ts.Expression;
  readonly isStatic: boolean;
}

/** A generated message: a constructor, and assignments to it and to its prototype. */
export interface MessageClass {
  readonly constructor: ts.FunctionExpression;
  readonly members: Map<string, Member>;
}

/** The definitions in a module of message classes, as the protobuf compiler writes it. */
export class MessageSource {
  readonly file: ts.SourceFile;
  /** Nested messages have qualified names, e.g. `_Outer._Inner`. */
  readonly classes = new Map<string, MessageClass>();
  /** The enums outside messages, with their values. */
  readonly enums = new Map<string, ts.Expression>();
  /** The imported modules by their local names. */
  readonly imports = new Map<string, string>();

  /** @throws TrimError for an unknown statement */
  constructor(file: string, text: string) {
    this.file = parseScript(file, text);
    for (const statement of this.file.statements) {
      const isKnown =
        this.#readImport(statement) || this.#readAssignment(statement) || isBoilerplate(statement);
      if (!isKnown) rejectStatement(statement);
    }
  }

  #readImport(statement: ts.Statement): boolean {
    const declaration = onlyDeclaration(statement);
    const required = requiredModule(declaration?.value);
    if (!declaration || required === undefined) return false;
    this.imports.set(declaration.name, required);
    return true;
  }

  #readAssignment(statement: ts.Statement): boolean {
    const { target, value } = assignment(statement) ?? {};
    const [root, ...path] = (target && chainOf(target)) ?? [];
    if (root !== 'proto' || !value) return false;
    const name = path.join('.');
    const isPrototype = path.at(-2) === 'prototype';
    const owner = this.classes.get(path.slice(0, isPrototype ? -2 : -1).join('.'));
    const last = path.at(-1) ?? '';
    if (!isPrototype && ts.isFunctionExpression(value) && isConstructor(value)) {
      this.classes.set(name, { constructor: value, members: new Map() });
    } else if (owner) {
      owner.members.set(last, { value, isStatic: !isPrototype });
    } else if (path.length === 1) {
      this.enums.set(name, value);
    } else {
      return false;
    }
    return true;
  }
}

function isConstructor({ parameters, body }: ts.FunctionExpression): boolean {
  const [first] = body.statements;
  return (
    parameters.length === 1 &&
    parameters[0]?.name.getText() === 'opt_data' &&
    first !== undefined &&
    callIn(first)?.name === 'jspb.Message.initialize'
  );
}

/** Whether the statement only sets up the module (exports, inheritance), or defines `toObject`, which is never used. */
function isBoilerplate(statement: ts.Statement): boolean {
  if (ts.isIfStatement(statement)) {
    return ['goog.DEBUG && !COMPILED', 'jspb.Message.GENERATE_TO_OBJECT'].includes(
      statement.expression.getText(),
    );
  }
  const name = callIn(statement)?.name ?? '';
  if (['goog.exportSymbol', 'goog.object.extend', 'goog.inherits'].includes(name)) return true;
  return ['goog', 'proto'].includes(onlyDeclaration(statement)?.name ?? '');
}
