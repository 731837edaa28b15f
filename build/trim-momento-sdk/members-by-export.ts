import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parseTypeScript } from './sdk-sources.js';
import { importedNames, moduleNameOf } from './syntax.js';

type Members = Map<string, ReadonlySet<string>>;

/** Lists the members of each class, interface, enum and object that a file declares or imports. */
export function membersByExport(file: string): ReadonlyMap<string, ReadonlySet<string>> {
  const members: Members = new Map();
  const read = (statement: ts.Statement): void => {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
      const from = moduleNameOf(statement);
      if (!from?.startsWith('.')) return;
      const imported = membersByExport(neighbour(file, from));
      // `export * from`
      if (ts.isExportDeclaration(statement) && !statement.exportClause) {
        imported.forEach((names, name) => members.set(name, names));
      }
      const all = new Set([...imported.values()].flatMap((names) => [...names]));
      for (const { local, imported: name } of importedNames(statement) ?? []) {
        // Without an entry, it is a namespace: `* as local`.
        members.set(local, imported.get(name) ?? all);
      }
    } else if (ts.isModuleDeclaration(statement)) {
      // `declare module "library" { … }`
      if (statement.body && ts.isModuleBlock(statement.body))
        statement.body.statements.forEach(read);
    } else {
      const declarations = ts.isVariableStatement(statement)
        ? statement.declarationList.declarations
        : [statement as ts.Statement & ts.NamedDeclaration];
      for (const each of declarations) members.set(each.name?.getText() ?? '', membersOf(each));
    }
  };
  parseTypeScript(file, readFileSync(file, 'utf8')).statements.forEach(read);
  return members;
}

function neighbour(file: string, name: string): string {
  const path = join(file, '..', name.replace(/\.js$/, ''));
  return [`${path}.ts`, `${path}.d.ts`].find((each) => existsSync(each)) ?? path;
}

function membersOf(declaration: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  declaration.forEachChild((child) => {
    const isMember =
      ts.isClassElement(child) ||
      ts.isTypeElement(child) ||
      ts.isEnumMember(child) ||
      ts.isObjectLiteralElement(child);
    if (isMember && child.name) names.add(child.name.getText());
    const parameters = ts.isConstructorDeclaration(child) ? child.parameters : [];
    for (const each of parameters) if (each.modifiers) names.add(each.name.getText());
    // `{ … } as const`
    if (ts.isAsExpression(child) || ts.isObjectLiteralExpression(child)) {
      membersOf(child).forEach((name) => names.add(name));
    }
  });
  return names;
}
