import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const execute = promisify(execFile);

const PROPERTIES = `# Properties

## \`<momento-chat>\`

| name | type | meaning |
| --- | --- | --- |
| \`room\` | \`string \\| null\` | The room’s name. |
| \`send()\` | \`(text: string) => string\` | Sends a message. |
`;
const ERRORS = `# Error codes

## In the page

| code | cause and cure |
| --- | --- |
| \`token-refused\` | No. |
`;
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n- Chats.\n';

describe('the report on a change', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'momento-chat-report-')));
    await mkdir(join(folder, 'docs/reference'), { recursive: true });
    await save('docs/reference/properties.md', PROPERTIES);
    await save('docs/reference/errors.md', ERRORS);
    await save('CHANGELOG.md', CHANGELOG);
    await save('dist/momento-chat.js', `console.log(${JSON.stringify('chat'.repeat(100))});`);
    await save('dist/momento-chat-actions.js', 'console.log(1);');
    await git('init', '--quiet');
    await git('add', 'docs', 'CHANGELOG.md');
    const author = ['-c', 'user.name=A', '-c', 'user.email=a@b.example'];
    await git(...author, 'commit', '--quiet', '--message', 'The base');
    await cp(join(folder, 'dist'), join(folder, 'base'), { recursive: true });
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function save(path: string, text: string): Promise<void> {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  async function git(...args: string[]): Promise<void> {
    await execute('git', args, { cwd: folder });
  }

  async function report(...more: string[]): Promise<{ code: number; text: string }> {
    const tsx = resolve('node_modules/tsx/dist/cli.mjs');
    const line = [tsx, '--tsconfig', resolve('tsconfig.json'), resolve('build/report/run.ts')];
    const options = ['--base', 'HEAD', '--base-dist', 'base', ...more];
    return execute(process.execPath, [...line, ...options], { cwd: folder }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => {
        expect(error.stderr).toBe('');
        return { code: error.code, text: error.stdout };
      },
    );
  }

  it('says that nothing has changed', async () => {
    const { code, text } = await report();
    expect(code).toBe(0);
    expect(text).toContain('No script has changed.');
    expect(text).toContain('Nothing public has changed.');
    expect(text).toMatch(/`momento-chat\.js` has 63,\d{3} of 64,000 bytes left\./);
  });

  it('lists the sizes that differ, new scripts and those that are gone', async () => {
    await save('dist/momento-chat.js', 'console.log(2);');
    await save('dist/momento-chat-desk.js', 'console.log(3);');
    await rm(join(folder, 'dist/momento-chat-actions.js'));
    const { code, text } = await report('--out', join(folder, 'summary.md'));
    expect(code).toBe(0);
    expect(text).toMatch(/^\| `momento-chat\.js` \| 15 \| \d+ \| 19 \| -\d+ \|$/m);
    expect(text).toMatch(/^\| `momento-chat-desk\.js` \| 15 \| \d+ \| 19 \| \+19 \|$/m);
    expect(text).toMatch(/^\| `momento-chat-actions\.js` \| – \| – \| – \| -19 \|$/m);
    expect(await readFile(join(folder, 'summary.md'), 'utf8')).toBe(text.slice(0, -1));
  });

  it('takes additions and other words as they are', async () => {
    const added = PROPERTIES.replace('The room’s name.', 'Its name.') + '| `edit()` | `void` | |\n';
    await save('docs/reference/properties.md', added);
    const { code, text } = await report();
    expect(code).toBe(0);
    expect(text).toContain('### Added\n\n- properties › <momento-chat> › edit(): `void`\n');
    expect(text).not.toContain('Removed or changed');
  });

  it('fails where something breaks and the changelog does not say so', async () => {
    await save('docs/reference/properties.md', PROPERTIES.replace('string \\| null', 'string'));
    await save('docs/reference/errors.md', ERRORS.replace('token-refused', 'token-denied'));
    const { code, text } = await report();
    expect(code).toBe(1);
    expect(text).toContain('- properties › <momento-chat> › room: `string \\| null` → `string`\n');
    expect(text).toContain('- errors › In the page › token-refused is gone\n');
    expect(text).toContain('**This breaks what users may rely on');
    // A line that is taken out tells nothing.
    await save('CHANGELOG.md', CHANGELOG.replace('- Chats.\n', ''));
    expect((await report()).code).toBe(1);
    await save('CHANGELOG.md', `${CHANGELOG}- \`room\` is never null.\n`);
    const told = await report();
    expect(told.code).toBe(0);
    expect(told.text).toContain('token-refused is gone');
  });
});
