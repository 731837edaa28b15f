import ts from 'typescript';
import {
  assignment,
  callIn,
  chainOf,
  onlyDeclaration,
  parseScript,
  requiredModule,
  rejectStatement,
} from './common-js.js';
import type { UsedNames } from './live-code.js';
import type { MessageMembers } from './message-module.js';

/** `method(request, metadata, callback)`; without a callback, the method returns a promise. */
const WITH_CALLBACK = 3;

export interface ServiceModule {
  readonly code: string;
  /** The members of messages that its calls use. */
  readonly needs: readonly MessageMembers[];
}

/**
 * Translates the clients of a service to an ES module that holds the called methods only.
 *
 * @throws TrimError for an unknown statement
 */
export function trimServiceModule(file: string, text: string, used: UsedNames): ServiceModule {
  const source = parseScript(file, text);
  const imports = new Map<string, string>();
  const lines: string[] = [];
  const needs: MessageMembers[] = [];
  for (const statement of source.statements) {
    const declaration = onlyDeclaration(statement);
    const required = requiredModule(declaration?.value);
    if (declaration && required !== undefined) {
      imports.set(declaration.name, required);
      lines.push(`import * as ${declaration.name} from ${JSON.stringify(required)};`);
    } else if (ts.isClassDeclaration(statement)) {
      if (!used.hasName(statement.name?.text ?? '')) continue;
      const client = new Client(statement, used, imports);
      lines.push(client.code);
      needs.push(...client.needs);
    } else if (!isBoilerplate(statement)) {
      rejectStatement(statement);
    }
  }
  return { code: lines.join('\n'), needs };
}

export interface IndexModule {
  readonly code: string;
  /** The exported modules by the names of their namespaces. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Translates each `exports.name = require("…")` to `export * as name from "…"`. */
export function translateIndexModule(file: string, text: string): IndexModule {
  const modules = new Map<string, string>();
  for (const statement of parseScript(file, text).statements) {
    const { target, value } = assignment(statement) ?? {};
    const required = requiredModule(value);
    const [exports, name] = (target && chainOf(target)) ?? [];
    if (required !== undefined && exports === 'exports' && name !== undefined) {
      modules.set(name, required);
    } else if (!isBoilerplate(statement)) {
      rejectStatement(statement);
    }
  }
  const lines = [...modules].map(
    ([name, from]) => `export * as ${name} from ${JSON.stringify(from)};`,
  );
  return { code: lines.join('\n'), modules };
}

class Client {
  readonly code: string;
  readonly needs: MessageMembers[] = [];
  readonly #imports: ReadonlyMap<string, string>;

  constructor(node: ts.ClassDeclaration, used: UsedNames, imports: ReadonlyMap<string, string>) {
    this.#imports = imports;
    const kept = node.members.filter(
      (member) => ts.isMethodDeclaration(member) && used.hasMember(member.name.getText()),
    );
    const body = kept.map((member) =>
      methodText(
        member as ts.MethodDeclaration,
        used.fewestArguments(member.name?.getText() ?? ''),
      ),
    );
    const descriptors = new Set(body.flatMap((text) => text.match(/\bmethodDescriptor\w+/g) ?? []));
    const constructor = node.members.find(ts.isConstructorDeclaration);
    if (!constructor?.body) rejectStatement(node);
    const setUp = constructor.body.statements
      .filter((statement) => this.#keepStatement(statement, descriptors))
      .map((statement) => statement.getText());
    const parameters = constructor.parameters.map((each) => each.getText()).join(', ');
    this.code = [
      `export class ${node.name?.text ?? ''} {`,
      `constructor(${parameters}) {`,
      ...setUp,
      '}',
      ...body,
      '}',
    ].join('\n');
  }

  #keepStatement(statement: ts.Statement, descriptors: ReadonlySet<string>): boolean {
    const { target, value } = assignment(statement) ?? {};
    const [self, name] = memberOfThis(target);
    if (!self || !name.startsWith('methodDescriptor')) return true;
    if (!descriptors.has(name)) return false;
    this.#addNeedsOfDescriptor(statement, value);
    return true;
  }

  /** `new MethodDescriptor(path, type, Request, Response, serialize, Response.deserializeBinary)` */
  #addNeedsOfDescriptor(statement: ts.Statement, value: ts.Expression | undefined): void {
    const [, , request, , , deserialize] =
      value && ts.isNewExpression(value) ? (value.arguments ?? []) : [];
    const [requestModule = '', ...requestClass] = (request && chainOf(request)) ?? [];
    const [responseModule = '', ...response] = (deserialize && chainOf(deserialize)) ?? [];
    const requestFile = this.#imports.get(requestModule);
    const responseFile = this.#imports.get(responseModule);
    if (requestFile === undefined || responseFile === undefined) rejectStatement(statement);
    if (response.pop() !== 'deserializeBinary') rejectStatement(statement);
    this.needs.push(
      { from: requestFile, className: requestClass.join('.'), member: 'serializeBinary' },
      { from: responseFile, className: response.join('.'), member: 'deserializeBinary' },
    );
  }
}

/** Removes the promise version, after `if (callback !== undefined)`, from a method that always gets a callback. */
function methodText(method: ts.MethodDeclaration, fewestArguments: number): string {
  const statements = method.body?.statements ?? [];
  const [first, second] = statements;
  if (fewestArguments < WITH_CALLBACK || !second) return method.getText();
  const isKnown =
    statements.length === 2 &&
    first &&
    ts.isIfStatement(first) &&
    first.expression.getText() === 'callback !== undefined' &&
    ts.isReturnStatement(second);
  if (!isKnown) rejectStatement(method);
  const parameters = method.parameters.map((each) => each.getText()).join(', ');
  return `${method.name.getText()}(${parameters}) ${first.thenStatement.getText()}`;
}

function memberOfThis(node: ts.Node | undefined): [isMember: boolean, name: string] {
  const isMember =
    node !== undefined &&
    ts.isPropertyAccessExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return [isMember, isMember ? node.name.text : ''];
}

/** Whether only CommonJS needs the statement: directives, helpers, `__esModule`, and exports. */
function isBoilerplate(statement: ts.Statement): boolean {
  if (ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression)) return true;
  if (onlyDeclaration(statement)?.name.startsWith('__')) return true;
  if (callIn(statement)?.name === 'Object.defineProperty') return true;
  const { target } = assignment(statement) ?? {};
  return target !== undefined && chainOf(target)?.[0] === 'exports';
}
