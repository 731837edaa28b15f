import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import creator from '../../create-momento-chat/package.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };
import { execute } from './packed.js';

const SCRIPT = resolve('create-momento-chat/create.mjs');
const TEMPLATES = ['plain', 'moderated', 'support', 'overlay', 'next', 'react', 'vue', 'svelte'];

interface ProjectManifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

describe('the command of create-momento-chat', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'momento-chat-line-')));
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** Runs it without a terminal: a question would never be answered. */
  async function run(...args: string[]) {
    const line = execute(process.execPath, [SCRIPT, ...args], { cwd: folder });
    return line.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        code,
        stdout,
        stderr,
      }),
    );
  }

  it('has the version of the widget', () => {
    expect(creator.version).toBe(manifest.version);
    expect(creator.engines).toEqual(manifest.engines);
  });

  it.each(TEMPLATES)('makes a project of the template %s', async (template) => {
    const { code, stdout } = await run('my-chat', template);
    expect(code).toBe(0);
    const [, start = ''] = /cd my-chat\n {2}npm install\n {2}npm (?:run )?(\w+)/.exec(stdout) ?? [];
    const files = await readdir(join(folder, 'my-chat'));
    expect(files).toEqual(expect.arrayContaining(['.env.example', '.gitignore', 'README.md']));
    const file = join(folder, 'my-chat/package.json');
    const made = JSON.parse(await readFile(file, 'utf8')) as ProjectManifest & typeof manifest;
    expect(made.name).toBe('my-chat');
    expect(made.dependencies['momento-chat']).toBe(`^${manifest.version}`);
    expect(Object.keys(made.scripts)).toContain(start);
    const readme = await readFile(join(folder, 'my-chat/README.md'), 'utf8');
    expect(readme.trim().split('\n').length).toBeLessThanOrEqual(14);
    const ignored = await readFile(join(folder, 'my-chat/.gitignore'), 'utf8');
    expect(ignored).toMatch(/^\.env$/m);
  });

  it('asks nothing without a terminal', async () => {
    expect(await run()).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder, 'my-chat/public/index.html'))).toBe(true);
  });

  it.each([
    [['a', '--template', 'moderated']],
    [['a', 'moderated']],
    [['--template=moderated', 'a', 'moderated']],
  ])('takes the template from %j', async (args) => {
    expect(await run(...args)).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'a/server.mjs'), 'utf8')).toContain('createModerator');
  });

  it('takes the folder that it is in, and one with a new repository', async () => {
    const repository = join(folder, 'repository');
    await mkdir(join(repository, '.git'), { recursive: true });
    expect(await run('repository', 'plain')).toMatchObject({ code: 0 });
    expect(existsSync(join(repository, 'server.mjs'))).toBe(true);
    await mkdir(join(folder, 'here'));
    const inside = await execute(process.execPath, [SCRIPT, '.', 'plain'], {
      cwd: join(folder, 'here'),
    });
    expect(inside.stdout).toContain('is in this folder');
  });

  it.each([
    [['full', 'plain'], /full; it is not empty \(mine\.txt is there\)/],
    [['full/mine.txt', 'plain'], /it is no folder/],
    [['My Chat', 'plain'], /name 'My Chat'; take small letters/],
    [['../-x', 'plain'], /name '-x'/],
    [['node_modules', 'plain'], /name 'node_modules'/],
    [['new', 'plane'], /template 'plane'; there are: plain, moderated/],
    [['new', '__proto__'], /template '__proto__'/],
  ])('refuses %j', async (args, reason) => {
    await mkdir(join(folder, 'full'));
    await writeFile(join(folder, 'full/mine.txt'), 'mine');
    const { code, stderr, stdout } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr.trim().split('\n').length).toBe(1);
    expect(await readdir(folder)).toEqual(['full']);
    expect(await readFile(join(folder, 'full/mine.txt'), 'utf8')).toBe('mine');
  });

  it.each([
    [['a', 'plain', 'b'], 'a folder and a template'],
    [['a', 'plain', '--template', 'support'], "both 'support' and 'plain'"],
    [['--colour'], '--colour'],
  ])('tells a wrong line: %j', async (args, reason) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(await readdir(folder)).toEqual([]);
  });
});
