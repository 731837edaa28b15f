import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../helpers/built.js';

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly {
      readonly tagName: string;
      readonly attributes: readonly { readonly name: string }[];
      readonly members: readonly {
        name: string;
        attribute?: string;
        readonly?: boolean;
        kind: string;
      }[];
      readonly events: readonly { readonly name: string }[];
      readonly slots: readonly { readonly name: string }[];
    }[];
  }[];
}

const TAGS = ['momento-chat', 'momento-relay-chat'] as const;

/** Compares the types for templates with the manifest, and both with the event classes. */
describe('the types for templates', () => {
  let manifest: Manifest;

  beforeAll(async () => {
    await ensureBuilt();
    manifest = JSON.parse(await readFile('dist/custom-elements.json', 'utf8')) as Manifest;
  }, 240_000);

  function element(tag: string) {
    const found = manifest.modules
      .flatMap(({ declarations }) => declarations)
      .find(({ tagName }) => tagName === tag);
    if (!found) throw new Error(`unable to find ${tag} in the manifest`);
    return found;
  }

  it.each(TAGS)('have every attribute of <%s>, and every property without one', (tag) => {
    const { attributes, members } = element(tag);
    const properties = members.filter(
      (member) => member.kind === 'field' && !member.readonly && !member.attribute,
    );
    const names = [...attributes, ...properties].map(({ name }) => name);
    expect(namesIn(`ChatAttributes<'${tag}'>`)).toEqual([...new Set(names)].sort());
  });

  it.each(TAGS)('have every documented event of <%s>', (tag) => {
    expect(namesIn('ChatEvents')).toEqual(
      element(tag)
        .events.map(({ name }) => name)
        .sort(),
    );
  });

  it.each(TAGS)('have every slot of <%s>', (tag) => {
    const names = element(tag).slots.map(({ name }) => name);
    expect(namesIn('Record<ChatSlot, true>')).toEqual(names.filter(Boolean).sort());
  });

  it('have every event class', async () => {
    const events = await readFile('src/element/events.ts', 'utf8');
    const names = [...events.matchAll(/super\('([\w-]+)'/g)].map(([, name = '']) => name);
    // Cancelable events leave the beginning to their base class.
    const dispatched = names.map((name) =>
      name.startsWith('momento-chat-') ? name : `momento-chat-${name}`,
    );
    expect(dispatched.length).toBeGreaterThan(5);
    expect(namesIn('ChatEvents')).toEqual(dispatched.sort());
  });
});

/** Files that the compiler has read: the same for every type. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The names of a type's properties, as the compiler sees it. */
function namesIn(type: string): string[] {
  const file = 'src/frameworks/names.ts';
  const text = `import type { ChatAttributes, ChatEvents, ChatSlot } from './templates.js';
    export declare const names: ${type}; export type Used = [ChatAttributes<'momento-chat'>, ChatEvents, ChatSlot];`;
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.getSourceFile = (name, ...rest) => {
    if (name === file) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
    if (!parsed.has(name)) parsed.set(name, disk.getSourceFile(name, ...rest));
    return parsed.get(name);
  };
  const program = ts.createProgram([file], { ...options, types: [] }, host);
  const source = program.getSourceFile(file);
  const declaration = source?.statements.find(ts.isVariableStatement)?.declarationList
    .declarations[0];
  if (!declaration) throw new Error(`unable to read ${type}`);
  const checker = program.getTypeChecker();
  return checker
    .getPropertiesOfType(checker.getTypeAtLocation(declaration))
    .map(({ name }) => name)
    .sort();
}
