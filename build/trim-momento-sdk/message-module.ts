import ts from 'typescript';
import { chainOf } from './common-js.js';
import type { UsedNames } from './live-code.js';
import { MessageSource, type MessageClass } from './message-source.js';
import { TrimError } from './trim-error.js';

/** A member of a message that is used. */
export interface MessageMembers {
  /** The message's module, by the name that the using module imports it by; empty for the using module itself. */
  readonly from: string;
  readonly className: string;
  /** Undefined for the class itself. */
  readonly member: string | undefined;
}

/** The names by which a message's own functions refer to the message. */
const SELF = new Set(['msg', 'message', 'this']);

/**
 * Trims a module of message classes. `keep()` adds a class or a member, and returns the members that it needs; `code` is
 * an ES module of what was kept. A class needs the members that the SDK uses by their names, and the ones that the code
 * of its members uses.
 */
export class MessageModule {
  readonly #source: MessageSource;
  readonly #used: Pick<UsedNames, 'hasName' | 'hasMember'>;
  readonly #kept = new Map<string, Set<string>>();
  readonly #keptEnums = new Set<string>();
  readonly #usedImports = new Set<string>();

  /** @throws TrimError for an unknown statement */
  constructor(file: string, text: string, used: Pick<UsedNames, 'hasName' | 'hasMember'>) {
    this.#source = new MessageSource(file, text);
    this.#used = used;
  }

  /** The classes and enums that the SDK uses by their names. */
  get usedNames(): string[] {
    const { classes, enums } = this.#source;
    return [...classes.keys(), ...enums.keys()].filter((name) =>
      name.split('.').every((part) => this.#used.hasName(part)),
    );
  }

  /** Keeps a class, or a member of it; returns the members that it needs, of this module and of others. */
  keep(className: string, member: string | undefined): MessageMembers[] {
    const message = this.#source.classes.get(className);
    if (!message) return this.#keepEnum(className);
    let kept = this.#kept.get(className);
    const needs: MessageMembers[] = [];
    if (!kept) {
      this.#kept.set(className, (kept = new Set()));
      needs.push(...this.#needsOf(message.constructor, className));
      const used = [...message.members.keys()].filter((name) => this.#used.hasMember(name));
      needs.push(...used.map((name) => ({ from: '', className, member: name })));
    }
    if (member === undefined || kept.has(member)) return needs;
    const definition = message.members.get(member);
    if (!definition) {
      // It may be inherited from `jspb.Message`, but the one in src/wire has no members to inherit.
      throw new TrimError(
        this.#source.file.fileName,
        `the class ${className} has no member ${member}, which is used.`,
      );
    }
    kept.add(member);
    return [...needs, ...this.#needsOf(definition.value, className)];
  }

  /** The ES module. */
  get code(): string {
    const enums = [...this.#keptEnums].map((name) => {
      const value = this.#source.enums.get(name);
      return `export const ${name} = ${value ? this.#translate(value) : '{}'};`;
    });
    const classes = [...this.#kept]
      // Outer messages come first: an inner message is a property of the outer one's class.
      .sort(([a], [b]) => a.split('.').length - b.split('.').length)
      .map(([name, members]) => this.#classCode(name, members));
    // The imports come last, because the translation finds out which are used.
    const imports = [...this.#source.imports]
      .filter(([name]) => this.#usedImports.has(name))
      .map(([name, from]) => `import * as ${name} from ${JSON.stringify(from)};`);
    return [...imports, ...enums, ...classes].join('\n');
  }

  #keepEnum(name: string): MessageMembers[] {
    if (!this.#source.enums.has(name)) {
      throw new TrimError(this.#source.file.fileName, `it does not define ${name}, which is used.`);
    }
    this.#keptEnums.add(name);
    return [];
  }

  #classCode(name: string, members: ReadonlySet<string>): string {
    const message = this.#source.classes.get(name);
    if (!message) throw new Error(`no class ${name}`);
    const body = [...members].map((member) => this.#memberCode(message, member));
    const parameters = message.constructor.parameters.map((each) => each.getText()).join(', ');
    this.#usedImports.add('jspb');
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

  /** The node's code with each reference to a message, e.g. `proto._Outer._Inner`, replaced by the class's name. */
  #translate(node: ts.Node): string {
    const { text } = this.#source.file;
    let code = '';
    let at = node.getStart();
    for (const [reference, replacement] of this.#references(node)) {
      code += text.slice(at, reference.getStart()) + replacement;
      at = reference.end;
    }
    return code + text.slice(at, node.end);
  }

  *#references(node: ts.Node): Generator<[ts.Node, string]> {
    const found = this.#resolve(node);
    if (found) {
      yield [node, found.code];
      return;
    }
    for (const child of node.getChildren()) yield* this.#references(child);
  }

  /** Resolves a reference to a message or its member: `proto._A._B`, `other_pb._A.member`. */
  #resolve(node: ts.Node): (MessageMembers & { readonly code: string }) | undefined {
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    const [root = '', ...path] = chainOf(node) ?? [];
    const from = root === 'proto' ? '' : this.#source.imports.get(root);
    if (from === undefined || root === 'jspb' || path.length === 0) return undefined;
    const last = path.at(-1) ?? '';
    // In generated code, the first letter tells a class from a member.
    const isClass = /^_|^[A-Z]/.test(last) && !this.#isMember(path, from);
    const names = isClass ? path : path.slice(0, -1);
    const className = names.join('.');
    const member = isClass ? undefined : last;
    const prefix = from === '' ? '' : `${root}.`;
    const code = prefix + localName(className) + (member === undefined ? '' : `.${member}`);
    if (from !== '') this.#usedImports.add(root);
    return { from, className, member, code };
  }

  #isMember(path: readonly string[], from: string): boolean {
    const owner = this.#source.classes.get(path.slice(0, -1).join('.'));
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
      if (ts.isPropertyAccessExpression(node) && SELF.has(node.expression.getText())) {
        needs.push({ from: '', className, member: node.name.text });
      }
      node.forEachChild(visit);
    };
    visit(code);
    return needs;
  }
}

/** Returns `_Outer$_Inner` for `_Outer._Inner`, which cannot be the name of a class. */
function localName(className: string): string {
  return className.replaceAll('.', '$');
}
