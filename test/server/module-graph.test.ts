import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { init, parse } from 'es-module-lexer';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SERVER = new URL('../../src/server/', import.meta.url);

/** The packages, Node's own included, that a source file needs when it runs, however deep down. */
async function packagesOf(
  file: URL,
  seen = new Set<string>(),
  packages = new Set<string>(),
): Promise<Set<string>> {
  if (seen.has(file.href)) return packages;
  seen.add(file.href);
  for (const name of await importsOf(file)) {
    if (name.startsWith('.')) {
      await packagesOf(new URL(name.replace(/\.js$/, '.ts'), file), seen, packages);
    } else packages.add(name);
  }
  return packages;
}

/** A file's imports without those of types. */
async function importsOf(file: URL): Promise<string[]> {
  const source = await readFile(fileURLToPath(file), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  });
  await init;
  // A computed import is reported with its expression, because it is not allowed either.
  return parse(outputText)[0].map(({ n, ss, se }) => n ?? outputText.slice(ss, se));
}

describe('the server side', () => {
  it('needs no package and nothing of Node, so that the token endpoint runs at the edge', async () => {
    expect([...(await packagesOf(new URL('index.ts', SERVER)))]).toEqual([]);
  });

  it('speaks gRPC in the entry that is for Node, and there alone', async () => {
    const packages = await packagesOf(new URL('token-endpoint/momento-token-issuer.ts', SERVER));
    expect(packages).toContain('@grpc/grpc-js');
  });

  it('needs Momento’s SDK in the entry for the rooms, which nothing else leads to', async () => {
    const packages = await packagesOf(new URL('store/momento-room-store.ts', SERVER));
    expect([...packages]).toEqual(['@gomomento/sdk']);
  });

  it('needs Node’s cryptography for the webhook, and nothing else', async () => {
    const packages = await packagesOf(new URL('moderation/moderation-webhook.ts', SERVER));
    expect([...packages]).toEqual(['node:crypto']);
  });
});
