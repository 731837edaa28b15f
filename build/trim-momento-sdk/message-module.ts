import ts from 'typescript';
import {
  assignment,
  callIn,
  chainOf,
  onlyDeclaration,
  parseScript,
  requiredModule,
  unknownShape,
} from './common-js.js';
import { TrimError } from './trim-error.js';

/** A member that somebody needs; `from` is the module's name as imported there. */
export interface MessageMembers {
  readonly from: string;
  readonly className: string;
  /** Undefined for the class itself. */
  readonly member: string | undefined;
}

interface Member {
  readonly value: ts.Expression;
  readonly isStatic: boolean;
}

/** A message as generated: a constructor, then assignments to it and to its prototype. */
interface MessageClass {
  readonly constructor: ts.FunctionExpression;
  readonly members: Map<string, Member>;
}

/** How the generator calls a message inside of its own functions. */
const OWN = new Set(['msg', 'message', 'this']);

/**
 * A module of message classes as the compiler of service definitions writes them. Members are asked for one by
 * one; each asks for what its own code names, and the module's code is made of what was asked for.
 */
export class MessageModule {
  readonly #source: ts.SourceFile;
  readonly #classes = new Map<string, MessageClass>();
  /** Tables of numbers that belong to no message. */
  readonly #enums = new Map<string, ts.Expression>();
  readonly #imports = new Map<string, string>();
  readonly #kept = new Map<string, Set<string>>();
  readonly #keptEnums = new Set<string>();
  readonly #used = new Set<string>();

  /** @throws TrimError for a statement of an unknown shape */
  constructor(file: string, text: string) {
    this.#source = parseScript(file, text);
    for (const statement of this.#source.statements) {
      if (!this.#read(statement)) unknownShape(statement);
    }
  }

  /** Keeps a class, or a member of it, and returns what that needs of other modules. */
  keep(className: string, member: string | undefined): MessageMembers[] {
    const message = this.#classes.get(className);
    if (!message) return this.#keepEnum(className);
    let kept = this.#kept.get(className);
    const needs: MessageMembers[] = [];
    if (!kept) {
      this.#kept.set(className, (kept = new Set()));
      needs.push(...this.#needsOf(message.constructor, className));
    }
    if (member === undefined || kept.has(member)) return needs;
    const definition = message.members.get(member);
    if (!definition) {
      // It may be inherited, and src/wire has nothing to inherit.
      throw new TrimError(
        this.#source.fileName,
        `${className} defines no ${member}, which is asked for.`,
      );
    }
    kept.add(member);
    return [...needs, ...this.#needsOf(definition.value, className)];
  }

  /** An ES module of classes: what was kept, and nothing else. */
  get code(): string {
    const enums = [...this.#keptEnums].map((name) => {
      const value = this.#enums.get(name);
      return `export const ${name} = ${value ? this.#translate(value) : '{}'};`;
    });
    const classes = [...this.#kept]
      // An inner message is a property of the outer one's class.
      .sort(([a], [b]) => a.split('.').length - b.split('.').length)
      .map(([name, members]) => this.#classCode(name, members));
    // Last: translating tells which of them are used.
    const imports = [...this.#imports]
      .filter(([name]) => this.#used.has(name))
      .map(([name, from]) => `import * as ${name} from ${JSON.stringify(from)};`);
    return [...imports, ...enums, ...classes].join('\n');
  }

  #keepEnum(name: string): MessageMembers[] {
    if (!this.#enums.has(name)) {
      throw new TrimError(this.#source.fileName, `it defines no ${name}, which is asked for.`);
    }
    this.#keptEnums.add(name);
    return [];
  }

  #classCode(name: string, members: ReadonlySet<string>): string {
    const message = this.#classes.get(name);
    if (!message) throw new Error(`no class ${name}`);
    const body = [...members].map((member) => this.#memberCode(message, member));
    const parameters = message.constructor.parameters.map((each) => each.getText()).join(', ');
    this.#used.add('jspb');
    return [
      `export class ${localName(name)} extends jspb.Message {`,
      `constructor(${parameters}) { super(); ${this.#statements(message.constructor)} }`,
      ...body,
      '}',
    ].join('\n');
  }

  #memberCode(message: MessageClass, name: string): string {
    const { value, isStatic } = message.members.get(name) ?? {};
    if (!value) throw new Error(`no member ${name}`);
    const prefix = isStatic ? 'static ' : '';
    if (!ts.isFunctionExpression(value)) return `${prefix}${name} = ${this.#translate(value)};`;
    const parameters = value.parameters.map((each) => each.getText()).join(', ');
    return `${prefix}${name}(${parameters}) { ${this.#statements(value)} }`;
  }

  #statements(node: ts.FunctionExpression): string {
    return node.body.statements.map((statement) => this.#translate(statement)).join('\n');
  }

  /** The code as it stands, with `proto._Outer._Inner` written as the class is named here. */
  #translate(node: ts.Node): string {
    const start = node.getStart();
    let code = '';
    let at = start;
    for (const [reference, replacement] of this.#references(node)) {
      code += this.#source.text.slice(at, reference.getStart()) + replacement;
      at = reference.end;
    }
    return code + this.#source.text.slice(at, node.end);
  }

  *#references(node: ts.Node): Generator<[ts.Node, string]> {
    const found = this.#resolve(node);
    if (found) {
      yield [node, found.code];
      return;
    }
    for (const child of node.getChildren()) yield* this.#references(child);
  }

  /** What a chain of names means: `proto._A._B`, `other_pb._A`, with or without a member behind it. */
  #resolve(node: ts.Node): (MessageMembers & { readonly code: string }) | undefined {
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    const [root = '', ...path] = chainOf(node) ?? [];
    const from = root === 'proto' ? '' : this.#imports.get(root);
    if (from === undefined || root === 'jspb' || path.length === 0) return undefined;
    const last = path.at(-1) ?? '';
    // Generated names tell classes from members by their first letter.
    const isClass = /^_|^[A-Z]/.test(last) && !this.#isMember(path, from);
    const names = isClass ? path : path.slice(0, -1);
    const className = names.join('.');
    const member = isClass ? undefined : last;
    const prefix = from === '' ? '' : `${root}.`;
    const code = prefix + localName(className) + (member === undefined ? '' : `.${member}`);
    if (from !== '') this.#used.add(root);
    return { from, className, member, code };
  }

  #isMember(path: readonly string[], from: string): boolean {
    const owner = this.#classes.get(path.slice(0, -1).join('.'));
    return from === '' && owner?.members.has(path.at(-1) ?? '') === true;
  }

  #needsOf(code: ts.Node, className: string): MessageMembers[] {
    const needs: MessageMembers[] = [];
    const visit = (node: ts.Node): void => {
      const found = this.#resolve(node);
      if (found) {
        needs.push(found);
        return;
      }
      if (ts.isPropertyAccessExpression(node) && OWN.has(node.expression.getText())) {
        needs.push({ from: '', className, member: node.name.text });
      }
      node.forEachChild(visit);
    };
    visit(code);
    return needs;
  }

  /** Whether the statement's shape is known. */
  #read(statement: ts.Statement): boolean {
    return (
      this.#readImport(statement) || this.#readAssignment(statement) || isBookkeeping(statement)
    );
  }

  #readImport(statement: ts.Statement): boolean {
    const declaration = onlyDeclaration(statement);
    const required = requiredModule(declaration?.value);
    if (!declaration || required === undefined) return false;
    this.#imports.set(declaration.name, required);
    return true;
  }

  #readAssignment(statement: ts.Statement): boolean {
    const { target, value } = assignment(statement) ?? {};
    const [root, ...path] = (target && chainOf(target)) ?? [];
    if (root !== 'proto' || !value) return false;
    const name = path.join('.');
    const isPrototype = path.at(-2) === 'prototype';
    const owner = this.#classes.get(path.slice(0, isPrototype ? -2 : -1).join('.'));
    const last = path.at(-1) ?? '';
    if (!isPrototype && ts.isFunctionExpression(value) && isConstructor(value)) {
      this.#classes.set(name, { constructor: value, members: new Map() });
    } else if (owner) {
      owner.members.set(last, { value, isStatic: !isPrototype });
    } else if (path.length === 1) {
      this.#enums.set(name, value);
    } else {
      return false;
    }
    return true;
  }
}

/** `_Outer._Inner` cannot be a class's name. */
function localName(className: string): string {
  return className.replaceAll('.', '$');
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

/** What registers, extends and names what the module defines; conversions to plain objects are never asked for. */
function isBookkeeping(statement: ts.Statement): boolean {
  if (ts.isIfStatement(statement)) {
    return ['goog.DEBUG && !COMPILED', 'jspb.Message.GENERATE_TO_OBJECT'].includes(
      statement.expression.getText(),
    );
  }
  const name = callIn(statement)?.name ?? '';
  if (['goog.exportSymbol', 'goog.object.extend', 'goog.inherits'].includes(name)) return true;
  return ['goog', 'proto'].includes(onlyDeclaration(statement)?.name ?? '');
}
