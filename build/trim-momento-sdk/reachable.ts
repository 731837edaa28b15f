import ts from 'typescript';
import { DefaultValues } from './default-values.js';
import { ExternalUses, type ExternalMember, type GeneratedMember } from './external-uses.js';
import type { SdkSources } from './sdk-sources.js';
import {
  isAddition,
  isImportOrExport,
  isPrunable,
  isTopLevel,
  isTypeOnly,
  nameOf,
} from './syntax.js';

/** The code that is reachable from the entries. */
export interface Reachable {
  /** Whether the declaration or class member is reachable. */
  has(declaration: ts.Node): boolean;
  /** Whether an import or export of this name refers to anything reachable. */
  hasNamed(name: ts.Node): boolean;
  /** Whether the expression is a default value that no reachable caller needs. */
  isUnusedDefault(node: ts.Node): boolean;
  readonly generated: Iterable<GeneratedMember>;
  readonly external: Iterable<ExternalMember>;
}

/**
 * Finds the code of the SDK that is reachable from some modules, as the least fixpoint of "reachable code names it".
 *
 * Functions, classes and variables are followed from a name to its declaration. A member of a reachable class is
 * reachable if reachable code accesses its name on an object, whatever the object's type, or if a type from another
 * package declares it. Types serve to exclude names only: `map.get()` on a `Map` keeps no `get` of the SDK, but
 * `object.get()` on an unknown type keeps all of them.
 */
export function findReachable(
  program: ts.Program,
  entries: readonly string[],
  sources: SdkSources,
): Reachable {
  const search = new Search(program.getTypeChecker(), sources);
  for (const entry of entries) {
    const file = program.getSourceFile(entry);
    if (!file) throw new Error(`unable to read ${entry}`);
    search.visitEntry(file);
  }
  search.run();
  return search;
}

/** Members that the language or the browser calls, on objects of any type. */
const IMPLICITLY_CALLED = ['then', 'next', 'return', 'throw', 'toJSON', 'handleEvent'];

class Search implements Reachable {
  readonly #checker: ts.TypeChecker;
  readonly #sources: SdkSources;
  readonly #reached = new Set<ts.Node>();
  readonly #classes = new Set<ts.ClassLikeDeclaration>();
  /** The names by which members are accessed. */
  readonly #names = new Set(IMPLICITLY_CALLED);
  readonly #uses = new ExternalUses();
  readonly #pending: ts.Node[] = [];
  readonly #defaults: DefaultValues;
  #hasNewNames = false;

  constructor(checker: ts.TypeChecker, sources: SdkSources) {
    this.#checker = checker;
    this.#sources = sources;
    this.#defaults = new DefaultValues(checker);
  }

  has(declaration: ts.Node): boolean {
    return this.#reached.has(declaration);
  }

  hasNamed(name: ts.Node): boolean {
    const symbol = this.#checker.getSymbolAtLocation(name);
    const declarations = symbol && this.#targetOf(symbol).declarations;
    return (
      !declarations ||
      declarations.some((each) => {
        if (this.#isSdk(each)) return this.has(each) || ts.isSourceFile(each);
        return this.#uses.needs(each);
      })
    );
  }

  isUnusedDefault(node: ts.Node): boolean {
    return this.#defaults.isUnused(node);
  }

  get generated(): Iterable<GeneratedMember> {
    return this.#uses.generated;
  }

  get external(): Iterable<ExternalMember> {
    return this.#uses.external;
  }

  /** Visits all code of an entry. */
  visitEntry(file: ts.SourceFile): void {
    file.forEachChild((node) => this.#visitAll(node));
  }

  run(): void {
    for (;;) {
      const node = this.#pending.pop();
      if (node) this.#visit(node);
      else if (!this.#reachNamedMembers() && !this.#reachUsedDefaults()) return;
    }
  }

  #visitAll(node: ts.Node): void {
    if (isTypeOnly(node) || isImportOrExport(node)) return;
    this.#followUse(node);
    node.forEachChild((child) => this.#visitAll(child));
  }

  /** Visits reachable code, except the prunable members of classes: each is reached by its own name. */
  #visit(node: ts.Node): void {
    if (isTypeOnly(node) || isImportOrExport(node)) return;
    if (ts.isClassLike(node) && !this.#classes.has(node)) {
      this.#reachClass(node);
      return;
    }
    this.#followUse(node);
    const defaultValue = this.#defaults.addFrom(node);
    node.forEachChild((child) => {
      if (!isPrunable(child) && child !== defaultValue) this.#visit(child);
    });
  }

  /** Returns whether anything was found. */
  #reachUsedDefaults(): boolean {
    const used = this.#defaults.takeUsed();
    this.#pending.push(...used);
    return used.length > 0;
  }

  /** Returns whether there were new names. */
  #reachNamedMembers(): boolean {
    if (!this.#hasNewNames) return false;
    this.#hasNewNames = false;
    for (const { members } of this.#classes) {
      for (const member of members) {
        if (isPrunable(member) && this.#names.has(nameOf(member))) this.#reach(member);
      }
    }
    return true;
  }

  #reachClass(node: ts.ClassLikeDeclaration): void {
    this.#reached.add(node);
    this.#classes.add(node);
    this.#hasNewNames = true;
    for (const name of this.#externalInterfaceOf(node)) this.#names.add(name);
    this.#pending.push(node);
  }

  /** The members that the class implements for types of other packages, whose code may call them. */
  #externalInterfaceOf(node: ts.ClassLikeDeclaration): string[] {
    const types = node.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [];
    return types
      .map((type) => this.#checker.getTypeAtLocation(type))
      .flatMap((type) => type.getProperties())
      .filter((property) => property.declarations?.some((each) => !this.#isSdk(each)))
      .map((property) => property.name);
  }

  #reach(declaration: ts.Node): void {
    if (this.#reached.has(declaration)) return;
    if (ts.isClassLike(declaration)) {
      this.#reachClass(declaration);
      return;
    }
    this.#reached.add(declaration);
    this.#pending.push(declaration);
  }

  #followUse(node: ts.Node): void {
    if (ts.isIdentifier(node)) this.#followIdentifier(node);
    else if (ts.isPropertyAccessExpression(node)) this.#followMember(node.name);
    else if (ts.isElementAccessExpression(node)) this.#followElement(node);
    else if (ts.isBindingElement(node)) this.#followBinding(node);
    else if (ts.isTemplateSpan(node)) this.#followTextConversion(node.expression);
    else if (isAddition(node)) {
      [node.left, node.right].forEach((side) => this.#followTextConversion(side));
    }
  }

  #followIdentifier(node: ts.Identifier): void {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    for (const declaration of (symbol && this.#targetOf(symbol).declarations) ?? []) {
      if (this.#isSdk(declaration)) this.#defaults.addCall(node, declaration);
      if (this.#isSdk(declaration) && isTopLevel(declaration)) this.#reach(declaration);
      else if (ts.isClassDeclaration(declaration)) this.#uses.add(declaration, undefined, 0);
    }
  }

  #targetOf(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #followMember(name: ts.MemberName): void {
    const { parent: access } = name;
    const call = access.parent;
    const isCalled = ts.isCallExpression(call) && call.expression === access;
    const symbol = this.#checker.getSymbolAtLocation(name);
    this.#followProperty(name.text, symbol, isCalled ? call.arguments.length : 0);
  }

  #followElement({ expression, argumentExpression }: ts.ElementAccessExpression): void {
    if (!ts.isStringLiteralLike(argumentExpression)) return;
    const name = argumentExpression.text;
    this.#followProperty(name, this.#checker.getTypeAtLocation(expression).getProperty(name));
  }

  #followBinding(node: ts.BindingElement): void {
    const name = node.propertyName ?? node.name;
    if (!ts.isObjectBindingPattern(node.parent) || !ts.isIdentifier(name)) return;
    const type = this.#checker.getTypeAtLocation(node.parent);
    this.#followProperty(name.text, type.getProperty(name.text));
  }

  /** The conversion of an object to text calls these methods. */
  #followTextConversion(expression: ts.Expression): void {
    const type = this.#checker.getTypeAtLocation(expression);
    for (const name of ['toString', 'valueOf']) this.#followProperty(name, type.getProperty(name));
  }

  #followProperty(name: string, property: ts.Symbol | undefined, argumentCount = 0): void {
    // The type is unknown: the object may be of any class.
    if (!property?.declarations) this.#addName(name);
    for (const declaration of property?.declarations ?? []) {
      // A type of the widget or of the SDK does not exclude that the object is one of the SDK's classes.
      if (!declaration.getSourceFile().isDeclarationFile) this.#addName(name);
      else this.#uses.add(declaration.parent, name, argumentCount);
    }
  }

  #addName(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#hasNewNames = true;
  }

  #isSdk(declaration: ts.Node): boolean {
    return this.#sources.has(declaration.getSourceFile().fileName);
  }
}
