import ts from 'typescript';
import { importedNames, isErased, isLog, isRemovable, moduleNameOf, namesOf } from './syntax.js';

/** The names of members that the language or the browser calls, on objects of any type. */
const IMPLICITLY_CALLED = [
  ...['then', 'next', 'return', 'throw', 'toJSON', 'handleEvent', 'toString', 'valueOf'],
];

export interface LiveCodeOptions {
  /** The modules whose code is live as a whole. */
  readonly entries: readonly ts.SourceFile[];
  /** The functions and variables whose value is never needed where it is a default. */
  readonly unusedDefaults: readonly string[];
  /** Parts of the log messages that the entries read. All other calls of a logger are dead. */
  readonly readLogs: readonly string[];
  /** A part of the paths of modules whose classes nothing converts to text, by `toString()` or `message()`. */
  readonly modulesWithoutTexts: string;
  /** Finds an imported module; undefined for modules that are not trimmed. */
  resolve(name: string, importer: string): ts.SourceFile | undefined;
}

/**
 * Finds the live code of the modules that some entries import, as the least fixpoint of "live code contains its name".
 *
 * The units are the declarations of a module, and the methods, accessors and some fields of its classes. A unit is live if live code
 * contains its name, whatever the name refers to there. Nothing is resolved but imports: a module is live if a live
 * module imports a live name from it. So a unit may be live by coincidence, but none is removed that a name leads to.
 */
export class LiveCode {
  readonly #options: LiveCodeOptions;
  readonly #modules = new Set<ts.SourceFile>();
  readonly #units = new Set<ts.Node>();
  readonly #variables = new Set<string>();
  readonly #members = new Set(IMPLICITLY_CALLED);

  constructor(options: LiveCodeOptions) {
    this.#options = options;
    for (const entry of options.entries) {
      this.#readNames(entry, () => true);
      entry.statements.forEach((statement) => this.#followImport(statement));
    }
    let size;
    do {
      size = this.#size;
      for (const { statements } of this.#modules) statements.forEach((each) => this.#visit(each));
    } while (this.#size > size);
  }

  get modules(): ReadonlySet<ts.SourceFile> {
    return this.#modules;
  }

  isLive(unit: ts.Node): boolean {
    return this.#units.has(unit);
  }

  /** Whether live code contains the name, of a variable or of a member. */
  hasName(name: string): boolean {
    return this.#variables.has(name) || this.#members.has(name);
  }

  /** Returns the value, if the node is `parameter = value` or `property ?? value` with an unused default. */
  unusedDefaultIn(node: ts.Node): ts.Expression | undefined {
    const isFallback =
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    const value = isFallback ? node.right : ts.isParameter(node) ? node.initializer : undefined;
    const name = value && ts.isCallExpression(value) ? value.expression : value;
    const isUnused =
      name && ts.isIdentifier(name) && this.#options.unusedDefaults.includes(name.text);
    return isUnused ? value : undefined;
  }

  /** Whether the node is a statement that logs what no entry reads. */
  isDeadLog(node: ts.Node): boolean {
    return isLog(node) && !this.#options.readLogs.some((part) => node.getText().includes(part));
  }

  #isUnreadText(unit: ts.Node): boolean {
    const { fileName } = unit.getSourceFile();
    return (
      isRemovable(unit) &&
      ['toString', 'message'].includes(unit.name.getText()) &&
      fileName.includes(this.#options.modulesWithoutTexts)
    );
  }

  get #size(): number {
    return this.#modules.size + this.#units.size + this.#variables.size + this.#members.size;
  }

  #visit(unit: ts.Node): void {
    if (ts.isImportDeclaration(unit) || ts.isExportDeclaration(unit)) {
      this.#followImport(unit);
      return;
    }
    if (this.#isUnreadText(unit)) return;
    if (!this.#units.has(unit)) {
      const names = namesOf(unit);
      const isLive = names?.some((name) =>
        isRemovable(unit) ? this.#members.has(name) : this.hasName(name),
      );
      if (isLive === false) return;
      this.#units.add(unit);
      // The members of a class are units of their own.
      this.#readNames(unit, (node) => node === unit || !isRemovable(node));
    }
    if (ts.isClassDeclaration(unit))
      unit.members.filter(isRemovable).forEach((each) => this.#visit(each));
  }

  #followImport(statement: ts.Node): void {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return;
    const names = importedNames(statement)?.filter(({ local }) => this.hasName(local));
    if (names?.length === 0) return;
    for (const { imported } of names ?? []) this.#variables.add(imported);
    const from = moduleNameOf(statement);
    const { fileName: importer } = statement.getSourceFile();
    const module = from === undefined ? undefined : this.#options.resolve(from, importer);
    if (module) this.#modules.add(module);
  }

  /** Adds the names in a node's code. Types and imports do not count. */
  #readNames(node: ts.Node, includes: (node: ts.Node) => boolean): void {
    if (isErased(node) || this.isDeadLog(node) || !includes(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isIdentifier(node)) this.#readIdentifier(node);
    else if (ts.isPrivateIdentifier(node)) this.#members.add(node.text);
    else if (
      ts.isElementAccessExpression(node) &&
      ts.isStringLiteralLike(node.argumentExpression)
    ) {
      this.#members.add(node.argumentExpression.text);
    }
    const unusedDefault = this.unusedDefaultIn(node);
    node.forEachChild((child) => {
      if (child !== unusedDefault) this.#readNames(child, includes);
    });
  }

  #readIdentifier(node: ts.Identifier): void {
    const { parent } = node;
    const isMember =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isBindingElement(parent) &&
        ts.isObjectBindingPattern(parent.parent) &&
        parent.initializer !== node);
    if (isMember) this.#members.add(node.text);
    // A name in its own declaration is no use of it.
    const isDeclared =
      (ts.isFunctionLike(parent) ||
        ts.isClassLike(parent) ||
        ts.isEnumDeclaration(parent) ||
        ts.isEnumMember(parent) ||
        ts.isVariableDeclaration(parent) ||
        ts.isParameter(parent) ||
        ts.isPropertyDeclaration(parent) ||
        ts.isPropertyAssignment(parent)) &&
      parent.name === node;
    if (!isMember && !isDeclared) this.#variables.add(node.text);
  }
}
