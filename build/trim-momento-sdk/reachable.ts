import ts from 'typescript';
import { isGenerated } from './generated-files.js';
import type { SdkSources } from './sdk-sources.js';
import { isFollowed, isGiven, toDefault, type Default } from './unused-defaults.js';

/** A member of a class that a generator wrote, e.g. `setTopic` of `_PublishRequest`; `file` is its declaration's. */
export interface GeneratedMember {
  readonly file: string;
  readonly className: string;
  /** Undefined for the class itself. */
  readonly member: string | undefined;
  /** A method is called with so many arguments at least; 0 where it is not called but handed on. */
  readonly fewestArguments: number;
}

/** What the entries can get to. */
export interface Reachable {
  /** Whether the declaration, or the class's member, stays. */
  has(declaration: ts.Node): boolean;
  /** Whether anything of what is imported or exported by this name stays. */
  hasNamed(name: ts.Node): boolean;
  /** Whether the expression only stands for what every caller gives. */
  isUnusedDefault(node: ts.Node): boolean;
  readonly generated: Iterable<GeneratedMember>;
  /** The members of other packages that what stays uses: each by its name and its declaration's file. */
  readonly foreign: Iterable<ForeignMember>;
}

export interface ForeignMember {
  readonly file: string;
  readonly name: string;
}

/**
 * Finds what of the SDK some modules can get to: the least fixpoint of "code that stays names it".
 *
 * Functions, classes and variables are followed from name to declaration. A class's member stays when code that
 * stays names it on whatever object, or when a type from another package asks for it. Types only ever excuse a
 * name: `map.get()` of a `Map` keeps no `get` of the SDK, while `object.get()` of an unknown type keeps them all.
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

/** Members that the language and the browser call on objects of any type. */
const CALLED_BY_LANGUAGE = ['then', 'next', 'return', 'throw', 'toJSON', 'handleEvent'];

class Search implements Reachable {
  readonly #checker: ts.TypeChecker;
  readonly #sources: SdkSources;
  readonly #reached = new Set<ts.Node>();
  readonly #classes = new Set<ts.ClassLikeDeclaration>();
  readonly #names = new Set(CALLED_BY_LANGUAGE);
  readonly #generated = new Map<string, GeneratedMember>();
  readonly #foreign = new Map<string, ForeignMember>();
  readonly #pending: ts.Node[] = [];
  /** Those that no caller is known to need, by their values. */
  readonly #unusedDefaults = new Map<ts.Node, Default>();
  /** The arguments of all calls that are known; undefined once a function is handed on, for anybody to call. */
  readonly #calls = new Map<ts.Node, (readonly ts.Expression[])[] | undefined>();
  #newNames = false;

  constructor(checker: ts.TypeChecker, sources: SdkSources) {
    this.#checker = checker;
    this.#sources = sources;
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
        const { fileName: file } = each.getSourceFile();
        const className = generatedClass(each) ?? '';
        return (
          !isGenerated(file) ||
          ts.isSourceFile(each) ||
          this.#generated.has(keyOf(file, className, undefined))
        );
      })
    );
  }

  isUnusedDefault(node: ts.Node): boolean {
    return this.#unusedDefaults.has(node);
  }

  get generated(): Iterable<GeneratedMember> {
    return this.#generated.values();
  }

  get foreign(): Iterable<ForeignMember> {
    return this.#foreign.values();
  }

  /** All of an entry stays. */
  visitEntry(file: ts.SourceFile): void {
    file.forEachChild((node) => this.#visitAll(node));
  }

  run(): void {
    for (;;) {
      const node = this.#pending.pop();
      if (node) this.#visit(node);
      else if (!this.#keepNamedMembers() && !this.#keepUsedDefaults()) return;
    }
  }

  #visitAll(node: ts.Node): void {
    if (isTypeOnly(node) || isImportOrExport(node)) return;
    this.#note(node);
    node.forEachChild((child) => this.#visitAll(child));
  }

  /** Visits code that stays, and leaves out the members of its classes: each is reached by itself. */
  #visit(node: ts.Node): void {
    if (isTypeOnly(node) || isImportOrExport(node)) return;
    if (ts.isClassLike(node) && !this.#classes.has(node)) {
      this.#reachClass(node);
      return;
    }
    this.#note(node);
    const defaults = toDefault(node, this.#checker);
    if (defaults) this.#unusedDefaults.set(defaults.value, defaults);
    node.forEachChild((child) => {
      if (!isPrunable(child) && child !== defaults?.value) this.#visit(child);
    });
  }

  /** Whether a caller was found that one of the defaults is for. */
  #keepUsedDefaults(): boolean {
    const used = [...this.#unusedDefaults].filter(([, each]) => {
      const calls = this.#calls.has(each.callee) ? this.#calls.get(each.callee) : [];
      return !calls?.every((args) => isGiven(each, args, this.#checker));
    });
    for (const [value] of used) {
      this.#unusedDefaults.delete(value);
      this.#pending.push(value);
    }
    return used.length > 0;
  }

  /** Notes with what arguments a function is called here, by its name. */
  #noteCall(name: ts.Identifier, declaration: ts.Declaration): void {
    const callee = ts.isClassLike(declaration)
      ? declaration.members.find(ts.isConstructorDeclaration)
      : declaration;
    if (!callee || !ts.isFunctionLike(callee) || !isFollowed(callee)) return;
    const args = argumentsGiven(name);
    if (args === 'none') return;
    const calls = this.#calls.has(callee) ? this.#calls.get(callee) : [];
    this.#calls.set(callee, args && calls && [...calls, args]);
  }

  #reachClass(node: ts.ClassLikeDeclaration): void {
    this.#reached.add(node);
    this.#classes.add(node);
    this.#newNames = true;
    for (const name of this.#contractOf(node)) this.#names.add(name);
    this.#pending.push(node);
  }

  /** Names that types from outside the SDK ask the class for: whoever has the type may use them. */
  #contractOf(node: ts.ClassLikeDeclaration): string[] {
    const types = node.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [];
    return types
      .map((type) => this.#checker.getTypeAtLocation(type))
      .flatMap((type) => type.getProperties())
      .filter((property) => property.declarations?.some((each) => !this.#isSdk(each)))
      .map((property) => property.name);
  }

  /** Whether something was found. */
  #keepNamedMembers(): boolean {
    if (!this.#newNames) return false;
    this.#newNames = false;
    for (const { members } of this.#classes) {
      for (const member of members) {
        if (isPrunable(member) && this.#names.has(nameOf(member))) this.#reach(member);
      }
    }
    return true;
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

  #note(node: ts.Node): void {
    if (ts.isIdentifier(node)) this.#noteIdentifier(node);
    else if (ts.isPropertyAccessExpression(node)) this.#noteMember(node.name);
    else if (ts.isElementAccessExpression(node)) this.#noteElement(node);
    else if (ts.isBindingElement(node)) this.#noteBinding(node);
    else if (ts.isTemplateSpan(node)) this.#noteText(node.expression);
    else if (isAddition(node)) [node.left, node.right].forEach((side) => this.#noteText(side));
  }

  #noteIdentifier(node: ts.Identifier): void {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    if (symbol) this.#noteSymbol(node, symbol);
  }

  #targetOf(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #noteSymbol(name: ts.Identifier, symbol: ts.Symbol): void {
    for (const declaration of this.#targetOf(symbol).declarations ?? []) {
      if (this.#isSdk(declaration)) this.#noteCall(name, declaration);
      if (this.#isSdk(declaration) && isTopLevel(declaration)) this.#reach(declaration);
      else if (ts.isClassDeclaration(declaration)) this.#noteGenerated(declaration, undefined, 0);
    }
  }

  #noteMember(name: ts.MemberName): void {
    const { parent: access } = name;
    const call = access.parent;
    const isCalled = ts.isCallExpression(call) && call.expression === access;
    const symbol = this.#checker.getSymbolAtLocation(name);
    this.#noteProperty(name.text, symbol, isCalled ? call.arguments.length : 0);
  }

  #noteElement({ expression, argumentExpression }: ts.ElementAccessExpression): void {
    if (!ts.isStringLiteralLike(argumentExpression)) return;
    const name = argumentExpression.text;
    this.#noteProperty(name, this.#checker.getTypeAtLocation(expression).getProperty(name));
  }

  #noteBinding(node: ts.BindingElement): void {
    const name = node.propertyName ?? node.name;
    if (!ts.isObjectBindingPattern(node.parent) || !ts.isIdentifier(name)) return;
    const type = this.#checker.getTypeAtLocation(node.parent);
    this.#noteProperty(name.text, type.getProperty(name.text));
  }

  /** A text made of an object calls these of its methods. */
  #noteText(expression: ts.Expression): void {
    const type = this.#checker.getTypeAtLocation(expression);
    for (const name of ['toString', 'valueOf']) this.#noteProperty(name, type.getProperty(name));
  }

  #noteProperty(name: string, property: ts.Symbol | undefined, argumentCount = 0): void {
    // Of an unknown type: it may be any class's.
    if (!property?.declarations) this.#addName(name);
    for (const declaration of property?.declarations ?? []) {
      // Whatever type our own code or the SDK's gives an object, it may be an object of the SDK.
      if (!declaration.getSourceFile().isDeclarationFile) this.#addName(name);
      else this.#noteGenerated(declaration.parent, name, argumentCount);
    }
  }

  #addName(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#newNames = true;
  }

  #noteGenerated(declaration: ts.Node, member: string | undefined, argumentCount: number): void {
    const { fileName: file } = declaration.getSourceFile();
    if (!isGenerated(file)) {
      if (member !== undefined) this.#foreign.set(`${file} ${member}`, { file, name: member });
      return;
    }
    const className = generatedClass(declaration);
    if (className === undefined) return;
    const key = keyOf(file, className, member);
    const fewest = this.#generated.get(key)?.fewestArguments ?? argumentCount;
    const fewestArguments = Math.min(fewest, argumentCount);
    this.#generated.set(key, { file, className, member, fewestArguments });
  }

  #isSdk(declaration: ts.Node): boolean {
    return this.#sources.has(declaration.getSourceFile().fileName);
  }
}

function keyOf(file: string, className: string, member: string | undefined): string {
  return `${file} ${className}.${member ?? ''}`;
}

/** A message's enums are declared in a namespace of the message's name. */
function generatedClass(node: ts.Node): string | undefined {
  if (ts.isModuleBlock(node)) return generatedClass(node.parent);
  if (!ts.isClassDeclaration(node) && !ts.isModuleDeclaration(node)) return undefined;
  const outer = ts.isModuleBlock(node.parent) ? `${String(generatedClass(node.parent))}.` : '';
  return outer + (node.name?.text ?? '');
}

/** What the trimmer may take out of a class. Fields stay: they are set when an object is made. */
export function isPrunable(node: ts.Node): node is ts.MethodDeclaration | ts.AccessorDeclaration {
  return (
    (ts.isMethodDeclaration(node) || ts.isAccessor(node)) &&
    ts.isClassLike(node.parent) &&
    (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name))
  );
}

function nameOf(member: ts.MethodDeclaration | ts.AccessorDeclaration): string {
  return (member.name as ts.Identifier).text;
}

/**
 * What a function or class gets where it is called by its name. `none` where it is only looked at; undefined where it
 * is handed on.
 */
function argumentsGiven(name: ts.Identifier): readonly ts.Expression[] | 'none' | undefined {
  const { parent } = name;
  const access = ts.isPropertyAccessExpression(parent) ? parent : undefined;
  // `Class.member` is the member's business.
  if (access?.expression === name) return 'none';
  const callee = access ?? name;
  const { parent: use } = callee;
  if ((ts.isCallExpression(use) || ts.isNewExpression(use)) && use.expression === callee) {
    return use.arguments ?? [];
  }
  const isLookedAt =
    ts.isImportSpecifier(use) ||
    (ts.isBinaryExpression(use) && use.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) ||
    // Its own name, where it is declared.
    (ts.isClassLike(use) && use.name === name) ||
    (ts.isFunctionLike(use) && use.name === name);
  return isLookedAt ? 'none' : undefined;
}

function isTopLevel(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node)) return ts.isSourceFile(node.parent.parent.parent);
  return (
    (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) &&
    ts.isSourceFile(node.parent)
  );
}

function isTypeOnly(node: ts.Node): boolean {
  return (
    // A class is extended by an expression, however much it looks like a type.
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword)
  );
}

function isImportOrExport(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
}

function isAddition(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.PlusToken ||
      node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken)
  );
}
