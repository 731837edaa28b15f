import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageModule, type MessageMembers } from './message-module.js';
import type { GeneratedMember } from './external-uses.js';
import { translateIndexModule, trimServiceModule, type CalledMethods } from './service-module.js';

const SERVICE = /ServiceClientPb\.js$/;

/**
 * Trims the code generated from the service's definitions: clients to the called methods, messages to the members that
 * the SDK and these methods use.
 *
 * @returns ES modules by the path of the published module
 */
export function trimGeneratedCode(
  reached: Iterable<GeneratedMember>,
  folder: string,
): ReadonlyMap<string, string> {
  const messages = new Map<string, MessageModule>();
  const code = new Map<string, string>();
  const pending: { readonly file: string; readonly needs: MessageMembers }[] = [];
  const index = join(folder, 'index.js');
  code.set(index, translateIndexModule(index, readFileSync(index, 'utf8')));
  for (const [file, classes] of byModule(reached)) {
    if (SERVICE.test(file)) {
      const service = trimServiceModule(file, readFileSync(file, 'utf8'), methodsOf(classes));
      code.set(file, service.code);
      pending.push(...service.needs.map((needs) => ({ file, needs })));
    } else {
      for (const { className, member } of classes) {
        pending.push({ file, needs: { from: '', className, member } });
      }
    }
  }
  for (let next = pending.pop(); next; next = pending.pop()) {
    const file = moduleFile(next.needs.from, next.file);
    let module = messages.get(file);
    if (!module) messages.set(file, (module = new MessageModule(file, readFileSync(file, 'utf8'))));
    const needs = module.keep(next.needs.className, next.needs.member);
    pending.push(...needs.map((each) => ({ file, needs: each })));
  }
  for (const [file, module] of messages) code.set(file, module.code);
  return code;
}

function byModule(reached: Iterable<GeneratedMember>): Map<string, GeneratedMember[]> {
  const modules = new Map<string, GeneratedMember[]>();
  for (const each of reached) {
    const file = each.file.replace(/\.d\.ts$/, '.js');
    modules.set(file, [...(modules.get(file) ?? []), each]);
  }
  return modules;
}

function methodsOf(members: readonly GeneratedMember[]): CalledMethods {
  const classes = new Map<string, Map<string, number>>();
  for (const { className, member, fewestArguments } of members) {
    const methods = classes.get(className) ?? new Map<string, number>();
    classes.set(className, methods);
    if (member !== undefined) methods.set(member, fewestArguments);
  }
  return classes;
}

function moduleFile(from: string, importer: string): string {
  if (from === '') return importer;
  return join(importer, '..', from.endsWith('.js') ? from : `${from}.js`);
}
