import { readFile } from 'node:fs/promises';
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { People, untilSeen, write } from './chatting.js';
import { Packed } from './packed.js';
import { freePort, RunningProject } from './running-project.js';

/** Does what the README's first screen says, with the packed packages in place of the published ones. */
describe('a newcomer with the README', () => {
  let packed: Packed;
  let people: People;
  let readme: string;
  const running: RunningProject[] = [];

  beforeAll(async () => {
    [packed, people] = await Promise.all([Packed.create(), People.launch()]);
    readme = await readFile('README.md', 'utf8');
  }, 240_000);

  afterEach(async () => {
    await people.leave();
    await Promise.all(running.splice(0).map((project) => project.stop()));
  });

  afterAll(async () => {
    await people.close();
    await packed.close();
  });

  /** The blocks of code in the section, in order. */
  function blocks(language: string): string[] {
    const [, section = ''] = /^## A page of your own$(.+?)^## /ms.exec(readme) ?? [];
    const fences = section.matchAll(new RegExp(`^\`\`\`${language}\\n(.+?)^\`\`\``, 'gms'));
    return [...fences].map(([, code = '']) => code);
  }

  /** The published packages' names become the tarballs. */
  function locally(command: string): string {
    return command
      .replace(
        'npm create momento-chat@latest',
        `npm exec --yes --package=${packed.creator} -- create-momento-chat`,
      )
      .replace(/^npx momento-chat/, `npx --yes --package=${packed.widget} momento-chat`)
      .replace(
        /^npm install$/,
        `npm install --prefer-offline --no-audit --no-fund ${packed.widget}`,
      );
  }

  async function twoChat(url: string): Promise<void> {
    const [ada, grace] = [await people.open(url), await people.open(url)];
    await write(ada, 'Hello, Grace');
    await untilSeen(grace, 'Hello, Grace');
    expect(await people.leave()).toEqual([]);
  }

  /** Runs a shell's lines, the last of which goes on, until it has printed an address. @returns the address */
  async function runLines(folder: string, lines: readonly string[], port: string): Promise<string> {
    const script = ['set -e', ...lines].join('\n');
    const project = new RunningProject(folder, ['sh', '-c', script], { PORT: port });
    running.push(project);
    const [url] = await project.until(/http:\/\/127\.0\.0\.1:\d+\//);
    return url;
  }

  it('has a page of their own from npm create', async () => {
    const start = performance.now();
    const [create = ''] = blocks('sh');
    const lines = create.trim().split('\n').map(locally);
    expect(lines.length).toBe(4);
    const folder = await realpath(await mkdtemp(join(packed.folder, 'clean-')));
    const url = await runLines(folder, lines, String(await freePort()));
    await twoChat(url);
    tell('npm create', start);
  }, 180_000);

  it('has a chat in a page that is there, from npx momento-chat dev', async () => {
    const start = performance.now();
    const [, dev = ''] = blocks('sh');
    const [pasted = ''] = blocks('html');
    const folder = await realpath(await mkdtemp(join(packed.folder, 'clean-')));
    await writeFile(join(folder, 'index.html'), `<!doctype html><title>Mine</title>${pasted}`);
    const url = await runLines(folder, [locally(`${dev.trim()}`) + ' --port 0'], '');
    expect(running[0]?.output).toContain(pasted.split('\n')[0]);
    await twoChat(url);
    tell('npx momento-chat dev', start);
  }, 180_000);

  it('has a chat behind a server that is there, from the quick start’s lines', async () => {
    const page = await readFile('docs/quick-start.md', 'utf8');
    const [, section = ''] = /^## A server that you have$(.+?)^## /ms.exec(page) ?? [];
    const [, install = ''] = /^```sh\n(.+?)\n```/ms.exec(section) ?? [];
    const [, server = ''] = /^```js\n(.+?)^```/ms.exec(section) ?? [];
    const [, source = ''] = /src="(\S+?)"/.exec(server) ?? [];
    const folder = await realpath(await mkdtemp(join(packed.folder, 'clean-')));
    const port = String(await freePort());
    // What the lines leave to the reader: the site's users and pages, here of one person.
    const own = `const userOf = () => ({ id: 'ada', name: 'Ada' });
      process.chdir(import.meta.dirname);\n`;
    const site = `app.use(express.static('site'));
      console.log('http://127.0.0.1:${port}/');\n`;
    const lines = server.replace('app.listen(3000', `${site}app.listen(${port}`);
    await writeFile(join(folder, 'server.mjs'), own + lines);
    await mkdir(join(folder, 'site'));
    await writeFile(
      join(folder, 'site/index.html'),
      `<!doctype html><title>Mine</title><script type="module" src="${source}"></script>
      <momento-chat room="lobby" token-url="/momento-token"></momento-chat>`,
    );
    const quietly = '--prefer-offline --no-audit --no-fund express@5';
    const installing = install.replace('momento-chat', `${quietly} ${packed.widget}`);
    expect(installing).toMatch(/^npm install .+ srvx$/);
    const url = await runLines(folder, [installing, 'node server.mjs'], '');
    await twoChat(url);
  }, 180_000);
});

function tell(what: string, start: number): void {
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(`From nothing to two people who chat, by ${what}: ${seconds} s.`);
}
