import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { init, parse } from 'es-module-lexer';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt } from './built.js';

const run = promisify(execFile);

/** What a host has installed beside the package and what the package itself depends on. */
const HOST_PACKAGES = ['@gomomento/sdk', '@types/node', 'srvx'];

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A page's script, with mistakes in it: types that are none would let them pass. */
const BROWSER_CONSUMER = `
import { MomentoChatElement, type ChatMessage, type ConnectionStatus } from 'momento-chat';

const chat = document.querySelector('momento-chat') ?? new MomentoChatElement();
chat.room = 'lobby';
// @ts-expect-error a room has a name, not a number
chat.room = 7;
chat.tokenProvider = async (room, { signal }) => {
  const response = await fetch('/token?room=' + room, { signal });
  return response.json();
};
chat.addEventListener('momento-chat-message', (event) => {
  const message: ChatMessage = event.message;
  // @ts-expect-error no such thing
  event.message.colour;
  console.log(message);
});
export const status: ConnectionStatus = chat.status;
`;

const ENGINE_CONSUMER = `
import { startLocalMomento, type LocalMomento } from 'momento-chat/local-momento';

export const local: LocalMomento = await startLocalMomento({ caches: ['instant-messaging'] });
// @ts-expect-error it is a number
export const port: string = local.webPort;
local.faults.inject({ kind: 'delay', ms: 100, rpc: 'ListFetch' });
`;

/** All the entries for Node at work: an engine, an issuer in front of it, and an endpoint. */
const NODE_CONSUMER = `
import { CredentialProvider } from '@gomomento/sdk';
import { startLocalMomento } from 'momento-chat/local-momento';
import { createTokenEndpoint } from 'momento-chat/server';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';

const local = await startLocalMomento({ caches: ['instant-messaging'] });
const credentialProvider = CredentialProvider.forMomentoLocal({
  hostname: local.host,
  port: local.grpcPort,
});
const issueToken = momentoTokenIssuer({ credentialProvider });
const endpoint = createTokenEndpoint({
  issueToken,
  endpoint: local.webUrl,
  authorize: () => ({ user: { id: 'u1' } }),
});
const response = await endpoint(new Request('https://example.com/?room=lobby'));
process.stdout.write(JSON.stringify({ status: response.status, ...(await response.json()) }));
issueToken.close();
await local.close();
`;

describe('the package, as a host installs it', () => {
  let project: string;
  let installed: string;
  let manifest: Manifest;

  beforeAll(async () => {
    if (!(await isBuilt())) await run('npm', ['run', 'build']);
    // Resolved: the compiler names files so, and a temporary folder may be behind a link.
    project = await realpath(await mkdtemp(join(tmpdir(), 'momento-chat-host-')));
    installed = join(project, 'node_modules/momento-chat');
    await mkdir(installed, { recursive: true });
    const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', project];
    const { stdout } = await run('npm', packing);
    const [{ filename } = { filename: '' }] = JSON.parse(stdout) as { filename: string }[];
    // A package's files are in a folder of its tarball.
    await run('tar', ['-xzf', join(project, filename), '-C', installed, '--strip-components=1']);
    manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Manifest;
    // What is not declared is not there, as on the host's machine.
    await link([...Object.keys(manifest.dependencies), ...HOST_PACKAGES]);
    await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  }, 60_000);

  afterAll(() => rm(project, { recursive: true }));

  async function link(packages: readonly string[]): Promise<void> {
    for (const name of packages) {
      const place = join(project, 'node_modules', name);
      await mkdir(dirname(place), { recursive: true });
      await symlink(resolve('node_modules', name), place, 'junction');
    }
  }

  it('has what was built, and neither sources nor tests', async () => {
    const rest = (await readdir(installed)).filter((name) => !/^LICEN[CS]E/.test(name));
    expect(rest.sort()).toEqual(['README.md', 'dist', 'package.json']);
  });

  it('brings the element in a file that imports nothing', async () => {
    const code = await readFile(join(installed, 'dist/momento-chat.js'), 'utf8');
    await init;
    const [imports, exports] = parse(code);
    expect(imports.map(({ n, ss, se }) => n ?? code.slice(ss, se))).toEqual([]);
    expect(exports.map(({ n }) => n)).toContain('MomentoChatElement');
  });

  it.each([
    ['NodeNext', { module: ts.ModuleKind.NodeNext }],
    [
      'a bundler',
      { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
    ],
  ])('has types for %s, in strict mode', async (_, modules) => {
    const sample = await readFile('demo/token-server.ts', 'utf8');
    const files = {
      'browser.ts': BROWSER_CONSUMER,
      'engine.ts': ENGINE_CONSUMER,
      'server.ts': sample.replaceAll(/'..\/src\/(.+?)(?:\/index)?\.js'/g, "'momento-chat/$1'"),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
    const roots = Object.keys(files).map((name) => join(project, name));
    expect(complaints(roots, modules)).toEqual([]);
  });

  it('gives tokens in Node, with nothing but what it declares', async () => {
    await writeFile(join(project, 'run.js'), NODE_CONSUMER);
    const { stdout, stderr } = await run(process.execPath, ['run.js'], { cwd: project });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ status: 200, user: { id: 'u1' } });
  });

  it('has a command that runs', async () => {
    const command = join(installed, manifest.bin['momento-chat-local'] ?? '');
    expect(await readFile(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { stdout } = await run(process.execPath, [command, '--help'], { cwd: project });
    expect(stdout).toContain('Usage: momento-chat-local');
  });

  /** What the compiler finds in the consumers, and in the declarations that came with the package. */
  function complaints(roots: readonly string[], modules: ts.CompilerOptions): string[] {
    const program = ts.createProgram(roots, {
      ...modules,
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2022,
      lib: [
        'lib.es2022.d.ts',
        'lib.dom.d.ts',
        'lib.dom.iterable.d.ts',
        'lib.esnext.disposable.d.ts',
      ],
      types: ['node'],
      typeRoots: [join(project, 'node_modules/@types')],
    });
    // Other packages' declarations are theirs to mend.
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
});
