import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../helpers/engine-eventually.js';
import { CHECKERS, mistakesIn, placesIn } from './checkers.js';
import { HostProject } from './host-project.js';
import { startRenderedSite, type RenderedSite } from './rendered-site.js';

const PACKAGES = [
  '@angular/compiler',
  '@angular/compiler-cli',
  '@angular/core',
  '@sveltejs/vite-plugin-svelte',
  '@types/react',
  '@types/react-dom',
  '@vitejs/plugin-vue',
  'react',
  'react-dom',
  'svelte',
  'svelte-check',
  'typescript',
  'vite',
  'vue',
  'vue-tsc',
];

/** The file with the deliberate mistakes of each framework's fixture. */
const MISTAKES = {
  react: 'mistakes.tsx',
  vue: 'mistakes.vue',
  svelte: 'mistakes.svelte',
  angular: 'mistakes.ts',
} as const;

/** Development builds only: they report a hydration mismatch. */
const DEVELOPMENT = { NODE_ENV: 'development' };

describe('the package in a framework', () => {
  let project: HostProject;

  beforeAll(async () => {
    project = await HostProject.create(PACKAGES);
  }, 240_000);

  afterAll(() => project.close());

  describe.each(['react', 'vue', 'svelte', 'angular'] as const)('%s', (framework) => {
    let folder: string;

    beforeAll(async () => {
      folder = await project.add(framework);
    });

    it('type-checks templates: all mistakes are found, and nothing else', async () => {
      const checker = CHECKERS[framework];
      const { stdout, stderr } = await project.node(folder, checker.args(project));
      const file = MISTAKES[framework];
      const mistakes = mistakesIn(file, await readFile(join(folder, 'src', file), 'utf8'));
      expect(mistakes.length).toBeGreaterThan(2);
      expect(placesIn(stdout + stderr, checker)).toEqual(mistakes);
    }, 120_000);
  });

  describe.each(['react', 'vue', 'svelte'] as const)('%s', (framework) => {
    let folder: string;
    let site: RenderedSite | undefined;

    beforeAll(async () => {
      folder = await project.add(framework);
      const extension = framework === 'react' ? 'tsx' : 'ts';
      await build('--outDir', 'dist/client');
      await build('--outDir', 'dist/server', '--ssr', `src/server.${extension}`);
    }, 120_000);

    afterEach(() => site?.close());

    it('renders on a server, hydrates in a browser without warnings, and chats there', async () => {
      site = await startRenderedSite(join(folder, 'dist/client'), renderOnServer);
      expect(site.rendered).toMatch(/<momento-chat [^>]*room="lobby"/);
      expect(site.rendered).toMatch(/ history-limit="50"/);
      if (framework === 'react') {
        const [, attributes = '', content = ''] =
          /<momento-chat ([^>]*)>(.*)<\/momento-chat>/.exec(site.rendered) ?? [];
        expect(attributes.split(' ').sort()).toEqual([
          'class="chat"',
          'defer-hydration=""',
          'history-limit="50"',
          'room="lobby"',
          'suggestions="Hello"',
        ]);
        expect(content).toBe('<p slot="greeting">Welcome</p>');
      }
      await chatsIn(site);
    }, 60_000);

    if (framework === 'react') {
      it('gets its listeners and properties when the browser renders', async () => {
        site = await startRenderedSite(join(folder, 'dist/client'), () => Promise.resolve(''));
        await chatsIn(site);
        // Their scripts are loaded with them, and no sooner.
        const got = [{ ticket: 7 }, '/no-relay', 'mine', { send: 'Answer' }];
        expect(await site.others()).toEqual([false, false, ...got]);
      }, 60_000);
    }

    async function build(...args: readonly string[]): Promise<void> {
      const vite = project.script('vite/bin/vite.js');
      const quietly = ['--mode', 'development', '--logLevel', 'warn'];
      const { code, stdout, stderr } = await project.node(
        folder,
        [vite, 'build', ...quietly, ...args],
        DEVELOPMENT,
      );
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    }

    async function renderOnServer(tokenUrl: string): Promise<string> {
      const script = `const { render } = await import('./dist/server/server.js');
        process.stdout.write(await render(${JSON.stringify(tokenUrl)}));`;
      const args = ['--input-type=module', '-e', script];
      const { code, stdout, stderr } = await project.node(folder, args, DEVELOPMENT);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return stdout;
    }

    async function chatsIn(page: RenderedSite): Promise<void> {
      let text = `Hello from ${framework}`;
      if (framework === 'react') {
        expect(await page.fieldLabel()).toBe('Write to us');
        await page.say('A darn good start', (text = 'A **** good start'));
      } else await page.say(text);
      // The app's listener on the element writes the output.
      await page.untilOutput(text);
      // It may be written before the message is stored.
      await eventually(() => page.stored().length > 0);
      expect(page.stored()).toEqual([text]);
      expect(page.complaints).toEqual([]);
    }
  });
});
