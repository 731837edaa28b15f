import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { LiveCode } from './live-code.js';
import { MessageModule, type MessageMembers } from './message-module.js';
import { translateIndexModule, trimServiceModule } from './service-module.js';
import { importedNames, moduleNameOf } from './syntax.js';

const PACKAGE = /^@gomomento\/generated-types-webtext(?:\/dist\/(.*))?$/;
const SERVICE = /ServiceClientPb\.js$/;

/** Whether the file belongs to the code generated from the service's definitions. */
export function isGenerated(file: string): boolean {
  return /[\\/]@gomomento[\\/]generated-types-webtext[\\/]dist[\\/]/.test(file);
}

/**
 * Trims the code generated from the service's definitions: clients to the called methods, messages to the members that
 * the SDK and these methods use.
 *
 * @returns ES modules by the path of the published module
 */
export function trimGeneratedCode(live: LiveCode, folder: string): ReadonlyMap<string, string> {
  const messages = new Map<string, MessageModule>();
  const code = new Map<string, string>();
  const pending: { readonly file: string; readonly needs: MessageMembers }[] = [];
  const messageModule = (file: string): MessageModule => {
    const module = messages.get(file) ?? new MessageModule(file, readFileSync(file, 'utf8'), live);
    messages.set(file, module);
    return module;
  };
  const index = join(folder, 'index.js');
  const services = translateIndexModule(index, readFileSync(index, 'utf8'));
  code.set(index, services.code);
  for (const path of importedModules(live, services.modules)) {
    const file = join(folder, `${path}.js`);
    if (SERVICE.test(file)) {
      const service = trimServiceModule(file, readFileSync(file, 'utf8'), live);
      code.set(file, service.code);
      pending.push(...service.needs.map((needs) => ({ file, needs })));
    } else {
      for (const className of messageModule(file).usedNames) {
        pending.push({ file, needs: { from: '', className, member: undefined } });
      }
    }
  }
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { from, className, member } = next.needs;
    const file = moduleFile(from, next.file);
    const needs = messageModule(file).keep(className, member);
    pending.push(...needs.map((each) => ({ file, needs: each })));
  }
  for (const [file, module] of messages) code.set(file, module.code);
  return code;
}

/** The generated modules that live code of the SDK imports; `services` has those that the package's index exports. */
function importedModules(live: LiveCode, services: ReadonlyMap<string, string>): Set<string> {
  const imports = [...live.modules].flatMap(({ statements }) =>
    statements.filter(ts.isImportDeclaration).flatMap((statement) => {
      const [module, path] = PACKAGE.exec(moduleNameOf(statement) ?? '') ?? [];
      const names = importedNames(statement)?.filter(({ local }) => live.hasName(local)) ?? [];
      if (module === undefined) return [];
      return names.map(({ imported }) => path ?? services.get(imported) ?? imported);
    }),
  );
  return new Set(imports);
}

function moduleFile(from: string, importer: string): string {
  if (from === '') return importer;
  return join(importer, '..', from.endsWith('.js') ? from : `${from}.js`);
}
