import ts from 'typescript';
import { COMMON_FIELDS } from './common-fields.js';

const FORMAT =
  ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

/** The TypeScript sources, as the reference reads them. */
export class Sources {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  /** @param files with everything that they import */
  constructor(files: readonly string[]) {
    const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
    this.#program = ts.createProgram(files, options);
    this.#checker = this.#program.getTypeChecker();
  }

  /** All files of the project that were read. */
  get files(): readonly ts.SourceFile[] {
    return this.#program
      .getSourceFiles()
      .filter(({ fileName }) => !fileName.includes('/node_modules/'));
  }

  /** What a module exports, by name; the declarations themselves where it passes on another module's. */
  exportsOf(file: string): ReadonlyMap<string, ts.Symbol> {
    const source = this.#program.getSourceFile(file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`unable to describe ${file}; it exports nothing`);
    const exported = this.#checker
      .getExportsOfModule(module)
      .map((symbol): [string, ts.Symbol] => [
        symbol.name,
        symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol,
      ]);
    return new Map(exported.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** What a module exports under a name. */
  exported(file: string, name: string): ts.Symbol {
    const found = this.exportsOf(file).get(name);
    if (!found) throw new Error(`unable to describe ${name}; ${file} does not export it`);
    return found;
  }

  /** The members of an interface, a class or a type of an object, inherited ones too, without private ones. */
  membersOf(symbol: ts.Symbol): readonly ts.Symbol[] {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    if (type.isUnion() || type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike))
      return [];
    return type.getProperties().filter((member) => this.#isPublic(member));
  }

  #isPublic(member: ts.Symbol): boolean {
    const declaration = member.declarations?.[0];
    if (!declaration) return false;
    const name = ts.getNameOfDeclaration(declaration);
    if (name && ts.isPrivateIdentifier(name)) return false;
    if (declaration.getSourceFile().fileName.includes('/node_modules/')) return false;
    if (ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal'))
      return false;
    return (
      (ts.getCombinedModifierFlags(declaration) &
        (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) ===
      0
    );
  }

  /** A member's type, or a function's signature. */
  typeOf(symbol: ts.Symbol): string {
    const declaration = symbol.declarations?.[0];
    if (!declaration) return '';
    if (ts.isTypeAliasDeclaration(declaration)) return declaration.type.getText();
    const written = writtenType(declaration);
    if (written !== undefined) return withoutComments(written);
    const type = this.#checker.getTypeOfSymbolAtLocation(symbol, declaration);
    return this.#checker.typeToString(type, declaration, FORMAT);
  }

  isOptional(symbol: ts.Symbol): boolean {
    return (symbol.flags & ts.SymbolFlags.Optional) !== 0;
  }

  /** The comment on a declaration, with what it says of parameters, the result and errors. */
  textOf(symbol: ts.Symbol): string {
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
    const tags = symbol
      .getJsDocTags(this.#checker)
      .filter(({ name }) => ['param', 'returns', 'throws'].includes(name))
      .map(({ name, text }) => tagged(name, ts.displayPartsToString(text)));
    return [comment, ...tags].filter((part) => part !== '').join('\n\n');
  }

  /** The comment on a member, or on the named type that it has. */
  memberText(member: ts.Symbol): string {
    const declaration = member.declarations?.[0];
    const own =
      this.textOf(member) || COMMON_FIELDS[`${nameOf(declaration?.parent)}.${member.name}`];
    if (own) return own;
    if (!declaration) return '';
    const type = this.#checker.getNonNullableType(
      this.#checker.getTypeOfSymbolAtLocation(member, declaration),
    );
    const named = type.aliasSymbol ?? type.symbol;
    return (isOurs(named) ? this.textOf(named) : '') || (COMMON_FIELDS[member.name] ?? '');
  }

  /** The functions of a module that take this type, or return it. */
  usersOf(symbol: ts.Symbol, file: string): { readonly take: string[]; readonly give: string[] } {
    const take: string[] = [];
    const give: string[] = [];
    for (const [name, used] of this.exportsOf(file)) {
      const declaration = used.declarations?.[0];
      if (!declaration || !ts.isFunctionDeclaration(declaration)) continue;
      const names = (node: ts.TypeNode | undefined) =>
        new RegExp(`\\b${symbol.name}\\b`).test(node?.getText() ?? '');
      if (declaration.parameters.some(({ type }) => names(type))) take.push(name);
      if (names(declaration.type)) give.push(name);
    }
    return { take, give };
  }

  /** The text of each string literal in a union, such as that of error codes. */
  literalsOf(symbol: ts.Symbol): readonly string[] {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const members = type.isUnion() ? type.types : [type];
    return members.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
  }
}

function nameOf(node: ts.Node | undefined): string {
  return node && (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node))
    ? (node.name?.text ?? '')
    : '';
}

function isOurs(symbol: ts.Symbol | undefined): symbol is ts.Symbol {
  const declaration = symbol?.declarations?.[0];
  return (
    declaration !== undefined && !declaration.getSourceFile().fileName.includes('/node_modules/')
  );
}

/** Types of parameters that only tests and other modules pass. */
const INTERNAL: ReadonlySet<string> = new Set(['Clock', 'Internals', 'LeaseTimes']);

/** The type as its author wrote it: shorter than what it stands for, and linked to nothing else. */
function writtenType(declaration: ts.Declaration): string | undefined {
  if (
    ts.isMethodSignature(declaration) ||
    ts.isMethodDeclaration(declaration) ||
    ts.isFunctionDeclaration(declaration)
  ) {
    const parameters = declaration.parameters
      .filter(({ type }) => !INTERNAL.has(type?.getText() ?? ''))
      .map((each) => each.getText())
      .join(', ');
    const result = declaration.type ? ` => ${declaration.type.getText()}` : '';
    return `(${parameters})${result}`;
  }
  if (
    ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration) ||
    ts.isGetAccessor(declaration)
  ) {
    return declaration.type?.getText();
  }
  return undefined;
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*/g, '');
}

function tagged(name: string, text: string): string {
  if (name === 'param') {
    const [parameter = '', ...rest] = text.split(' ');
    return `\`${parameter}\`: ${rest.join(' ')}`;
  }
  return name === 'returns' ? `Returns ${text}` : `Throws ${text.replace(/^\{(\w+)\}/, '`$1`')}`;
}
