import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { People, untilSeen, write } from '../create/chatting.js';
import { execute, Packed } from '../create/packed.js';
import { freePort, RunningProject } from '../create/running-project.js';
import { CHECKERS, mistakesIn, placesIn } from '../package/checkers.js';

/** They install React 18 and Next.js, some 300 MB. The fixtures of `test/package` use the React that is here. */
const { TEST_FRAMEWORKS: which } = process.env;

/** Development builds only: they report a hydration mismatch. */
const DEVELOPMENT = ['--mode', 'development', '--logLevel', 'warn'];

describe.skipIf(!which)('the components, in projects of their own', () => {
  let packed: Packed;
  let people: People;
  const running: RunningProject[] = [];

  beforeAll(async () => {
    [packed, people] = await Promise.all([Packed.create(), People.launch()]);
  }, 240_000);

  afterEach(async () => {
    await people.leave();
    await Promise.all(running.splice(0).map((project) => project.stop()));
  });

  afterAll(async () => {
    await people.close();
    await packed.close();
  });

  /** A project of a template, with a fixture's files in place of its own. */
  async function project(template: string, fixture: string): Promise<string> {
    const folder = await packed.project(fixture, template);
    await cp(`test/frameworks/${fixture}`, folder, { recursive: true });
    await packed.install(folder);
    return folder;
  }

  it('chat on a page that React 18 has rendered on a server, without a warning', async () => {
    const folder = await project('react', 'react-18');
    const packages = ['react@18', 'react-dom@18', '@types/react@18', 'typescript@5'];
    await packed.npm(folder, [
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      ...packages,
    ]);
    const vite = join(folder, 'node_modules/vite/bin/vite.js');
    const env = { ...process.env, NODE_ENV: 'development' };
    const node = (args: readonly string[]) => execute(process.execPath, args, { cwd: folder, env });
    await node([vite, 'build', ...DEVELOPMENT]);
    await node([vite, 'build', ...DEVELOPMENT, '--ssr', 'src/prerender.jsx', '--outDir', 'built']);
    const { stderr } = await node(['built/prerender.js']);
    expect(stderr).toBe('');
    await rendersAndChats(folder, [], ['<h1>React <!-- -->18.', ' class="chat"']);
  }, 300_000);

  it('have types for React 18', async () => {
    const folder = join(packed.folder, 'react-18');
    const tsc = [join(folder, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false'];
    const { stdout } = await execute(process.execPath, tsc, { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    const file = 'mistakes.tsx';
    const mistakes = mistakesIn(file, await readFile(join(folder, 'src', file), 'utf8'));
    expect(placesIn(stdout, CHECKERS.react)).toEqual(mistakes);
  }, 120_000);

  it.each(which === 'all' ? ['run dev', 'start'] : ['run dev'])(
    'chat on a page of Next.js, rendered on a server, without a complaint: npm %s',
    async (command) => {
      const name = 'react-next';
      await rm(join(packed.folder, name), { recursive: true, force: true });
      const folder = await project('next', name);
      if (command === 'start') await packed.npm(folder, ['run', 'build']);
      const html = await rendersAndChats(
        folder,
        [...command.split(' '), '--', '--hostname', '127.0.0.1'],
        [],
      );
      // That of the server component.
      expect(html).toMatch(/<momento-chat class="corner"[^>]* room="lobby"[^>]*>/);
    },
    300_000,
  );

  /** @param command of npm; by default `start` @param parts of the page that the server gives */
  async function rendersAndChats(
    folder: string,
    command: readonly string[],
    parts: readonly string[],
  ): Promise<string> {
    const port = String(await freePort());
    const args = command.length > 0 ? [...command, '--port', port] : ['start'];
    const served = new RunningProject(folder, ['npm', ...args], { PORT: port });
    running.push(served);
    await served.until(new RegExp(`http://\\S+:${port}`));
    const url = `http://127.0.0.1:${port}/`;
    const html = await (await fetch(url)).text();
    const [rendered = ''] = /<momento-chat [^>]*room="lobby"[^]*?<\/momento-chat>/.exec(html) ?? [];
    const expected = [
      ' history-limit="50"',
      ' suggestions="Hello"',
      '<p slot="greeting">Welcome</p>',
    ];
    for (const part of [...expected, ...parts]) expect(html).toContain(part);
    expect(rendered).toContain('defer-hydration');
    // In development Next.js compiles a route when it is first asked for, which may take longer than a chat waits.
    await fetch(`${url}momento-token?room=lobby`);
    const [ada, grace] = [await people.open(url), await people.open(url)];
    await write(ada, 'Hello, Grace');
    await untilSeen(grace, 'Hello, Grace');
    // What HTML cannot say has arrived: a hook, words, and a listener.
    const seen = await ada.evaluate(() => ({
      held: document.querySelector('momento-chat')?.hasAttribute('defer-hydration'),
      label: document.querySelector('momento-chat')?.strings?.composerLabel,
      sent: document.querySelector('output')?.textContent,
    }));
    expect(seen).toEqual({ held: false, label: 'Write to us', sent: 'Hello, Grace' });
    expect(await people.leave()).toEqual([]);
    expect(served.output).not.toMatch(/warning|error/i);
    await served.stop();
    return html;
  }
});
