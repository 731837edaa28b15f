import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asPublished } from '../demo/sample.js';
import { HostProject } from './host-project.js';

/** The packages that the documentation tells a back end to install, those that come with the SDK, and those of the frameworks. */
const BACK_END_PACKAGES = [
  '@gomomento/generated-types',
  '@gomomento/sdk',
  '@grpc/grpc-js',
  '@types/node',
  'react',
  'socket.io',
  'srvx',
  'vue',
];

describe('the installed package on a server', () => {
  let page: HostProject;
  let backEnd: HostProject;

  beforeAll(async () => {
    page = await HostProject.create([]);
    backEnd = await HostProject.create(BACK_END_PACKAGES);
  }, 240_000);

  afterAll(async () => {
    await page.close();
    await backEnd.close();
  });

  it('can be imported entry by entry, each without packages that only other entries need', async () => {
    const paths = Object.keys(page.manifest.exports);
    const scripts = paths.filter((path) => !/\.(json|html)$/.test(path));
    expect(scripts.length).toBeGreaterThan(10);
    for (const path of scripts) {
      const needsPackages = /^\.\/(server\/|local-momento|react|vue)/.test(path);
      const host = needsPackages ? backEnd : page;
      const code = `await import('momento-chat${path.slice(1)}')`;
      const outcome = await host.node(host.folder, ['--input-type=module', '-e', code]);
      expect({ path, ...outcome }).toEqual({ path, code: 0, stdout: '', stderr: '' });
    }
  });

  it.each([
    ['NodeNext', { module: ts.ModuleKind.NodeNext }],
    [
      'a bundler',
      { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
    ],
  ])('has types for %s, in strict mode', async (_, modules) => {
    const forPages = await page.add('typescript');
    expect(complaints([join(forPages, 'browser.ts')], modules, page)).toEqual([]);
    const forBackEnds = await backEnd.add('typescript');
    const sample = join(forBackEnds, 'server.ts');
    ts.sys.writeFile(sample, await asPublished('demo/token-server.ts'));
    expect(complaints([join(forBackEnds, 'engine.ts'), sample], modules, backEnd)).toEqual([]);
  });

  it('issues tokens in Node with only its declared dependencies', async () => {
    const folder = await backEnd.add('node');
    const { stdout, stderr } = await backEnd.node(folder, ['issue-token.js']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ status: 200, user: { id: 'u1' } });
  });

  it.each(['momento-chat', 'momento-chat-local'])('has a command that runs: %s', async (name) => {
    const command = join(backEnd.installed, backEnd.manifest.bin[name] ?? '');
    expect(await readFile(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { stdout } = await backEnd.node(backEnd.folder, [command, '--help']);
    expect(stdout).toContain(`Usage: ${name}`);
  });

  it('checks the engine with only its declared dependencies', async () => {
    const command = join(backEnd.installed, backEnd.manifest.bin['momento-chat'] ?? '');
    const line = [command, 'verify', '--engine-only', '--only', 'direct-room'];
    const outcome = await backEnd.node(backEnd.folder, line);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('Engine: 1 hold, 0 differ, 0 unknown.');
  });

  it('names the package to install if a command lacks it', async () => {
    const command = join(page.installed, page.manifest.bin['momento-chat-local'] ?? '');
    const { code, stderr } = await page.node(page.folder, [command]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^momento-chat-local: unable to start; .*npm install @gomomento\/sdk/);
    const verify = join(page.installed, page.manifest.bin['momento-chat'] ?? '');
    const outcome = await page.node(page.folder, [verify, 'verify']);
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    // npm has no such version of this package to fetch them with.
    expect(outcome.stderr).toMatch(
      /^momento-chat verify: unable to start; .*npm install momento-chat @gomomento\/sdk/m,
    );
  });
});

/** The compiler's errors in a host's files and in the package's declarations. */
function complaints(
  roots: readonly string[],
  modules: ts.CompilerOptions,
  { folder, installed }: HostProject,
): string[] {
  const program = ts.createProgram(roots, {
    ...modules,
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
    types: roots.some((file) => file.endsWith('browser.ts')) ? [] : ['node'],
    typeRoots: [join(folder, 'node_modules/@types')],
  });
  // Errors in other packages' declarations are ignored.
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => roots.includes(fileName) || fileName.startsWith(installed));
  const found = ours.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  return [...program.getOptionsDiagnostics(), ...found].map(
    ({ file, messageText }) =>
      `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}
