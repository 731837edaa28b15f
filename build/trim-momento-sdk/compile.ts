import ts from 'typescript';
import type { LiveCode } from './live-code.js';
import { importedNames, isRemovable, thrownText } from './syntax.js';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  // As in the SDK's own build: a field declaration without a value must not assign undefined.
  useDefineForClassFields: false,
  sourceMap: true,
};

/** A module for the bundler. */
export interface Compiled {
  readonly code: string;
  /** The source map to the SDK's TypeScript. */
  readonly map: string;
}

/** Compiles a module of the SDK to an ES module that holds the live code only. */
export function compileLive(module: ts.SourceFile, live: LiveCode): Compiled {
  let { text } = module;
  // Spaces keep the positions of the rest, for the source map.
  for (const { pos, end } of deadRanges(module, live)) {
    text = text.slice(0, pos) + text.slice(pos, end).replace(/\S/g, ' ') + text.slice(end);
  }
  const { outputText, sourceMapText = '{}' } = ts.transpileModule(text, {
    fileName: module.fileName,
    compilerOptions: OPTIONS,
  });
  const map = JSON.parse(sourceMapText) as object;
  return {
    code: outputText.replace(/\/\/# sourceMappingURL=.*/, ''),
    map: JSON.stringify({ ...map, sources: [module.fileName], sourcesContent: [module.text] }),
  };
}

function deadRanges(module: ts.SourceFile, live: LiveCode): ts.TextRange[] {
  return module.statements.flatMap((statement) => {
    // The compiler removes imports that are not used any more.
    if (ts.isImportDeclaration(statement)) return [];
    if (ts.isExportDeclaration(statement)) return deadExports(statement, live);
    if (!live.isLive(statement)) return [rangeOf(statement)];
    if (ts.isEnumDeclaration(statement)) return deadListed(statement.members.filter(hasText), live);
    const members = ts.isClassDeclaration(statement) ? [...statement.members] : [];
    const deadMembers = members.filter((each) => isRemovable(each) && !live.isLive(each));
    return [
      ...deadMembers.map((each) => rangeOf(each)),
      ...unusedDefaults(statement, live),
      ...deadLogs(statement, live),
      ...thrownTexts(statement),
    ];
  });
}

function deadExports(statement: ts.ExportDeclaration, live: LiveCode): ts.TextRange[] {
  const names = importedNames(statement);
  if (!names || names.every(({ local }) => live.hasName(local))) return [];
  const { exportClause: clause } = statement;
  const isDead = !names.some(({ local }) => live.hasName(local));
  if (isDead || !clause || !ts.isNamedExports(clause)) return [rangeOf(statement)];
  return deadListed(clause.elements, live);
}

/** The dead ones of what commas separate. */
function deadListed(
  elements: readonly (ts.ExportSpecifier | ts.EnumMember)[],
  live: LiveCode,
): ts.TextRange[] {
  return elements.flatMap((each) => {
    const comma = /^\s*,?/.exec(each.getSourceFile().text.slice(each.end))?.[0] ?? '';
    return live.hasName(each.name.getText()) ? [] : [rangeOf(each, each.end + comma.length)];
  });
}

/** Others are numbered: without one of them, those after it would have other values. */
function hasText({ name, initializer }: ts.EnumMember): boolean {
  return ts.isIdentifier(name) && initializer !== undefined && ts.isStringLiteral(initializer);
}

function unusedDefaults(node: ts.Node, live: LiveCode): ts.TextRange[] {
  const value = live.unusedDefaultIn(node);
  const children = node.getChildren();
  // `= value` or `?? value`
  const operator = value && children[children.indexOf(value) - 1];
  return [
    ...(operator ? [rangeOf(operator, value.end)] : []),
    ...children.flatMap((child) => unusedDefaults(child, live)),
  ];
}

/** The semicolons stay: the log may be all that follows an `else`. */
function deadLogs(node: ts.Node, live: LiveCode): ts.TextRange[] {
  if (live.isDeadLog(node)) return [rangeOf(node, node.end - 1)];
  return node.getChildren().flatMap((child) => deadLogs(child, live));
}

/** The transport's own errors say what is wrong. */
function thrownTexts(node: ts.Node): ts.TextRange[] {
  const text = thrownText(node);
  return text ? [rangeOf(text)] : node.getChildren().flatMap(thrownTexts);
}

function rangeOf(node: ts.Node, end = node.end): ts.TextRange {
  return { pos: node.getStart(), end };
}
