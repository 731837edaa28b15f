import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTERNAL_NAMES } from '../../build/internal-names.js';
import { LANGUAGES, MODULES } from '../../build/modules.js';
import manifest from '../../package.json' with { type: 'json' };
import { HostProject } from './host-project.js';

/** The scripts of the browser entries, and their replacements for server rendering. */
const STAND_INS = [
  ['momento-chat', 'dist/momento-chat.js', 'dist/node/ssr/momento-chat.js'],
  ['momento-chat/react', 'dist/momento-chat-react.js', 'dist/node/ssr/react.js'],
  ['momento-chat/relay', 'dist/momento-chat-relay.js', 'dist/node/ssr/relay.js'],
  ['momento-chat/inbox', 'dist/momento-chat-inbox.js', 'dist/node/ssr/inbox.js'],
  ['momento-chat/svelte', 'dist/momento-chat-svelte.js', 'dist/node/ssr/svelte.js'],
  ['momento-chat/vue', 'dist/momento-chat-vue.js', 'dist/node/ssr/vue.js'],
  ['momento-chat/overlay', 'dist/momento-chat-overlay.js', 'dist/node/ssr/overlay.js'],
] as const;

/** What the scripts beside the element's own are called, after its name. */
const SCRIPTS = [
  ...['inbox', 'overlay', 'overlay-client', 'react', 'relay', 'svelte', 'vue'],
  ...Object.keys(MODULES),
];

describe('the installed package', () => {
  let page: HostProject;

  beforeAll(async () => {
    page = await HostProject.create([]);
  }, 240_000);

  afterAll(async () => {
    await page.close();
  });

  it('contains the build, without sources and tests', () => {
    const files = page.packed.files.map(({ path }) => path);
    const kinds = [
      /^(LICENSE|README\.md|CHANGELOG\.md|package\.json)$/,
      new RegExp(`^dist/momento-chat(-(${SCRIPTS.join('|')}))?\\.js(\\.map)?$`),
      /^dist\/momento-chat(-inbox|-relay|-emoji-data|-emoji-data-ja)?\.licenses\.txt$/,
      /^dist\/overlay\.html$/,
      /^dist\/(custom-elements|integrity|web-types|vscode\.(html|css)-custom-data)\.json$/,
      /^dist\/types\/(shared\/)?[a-z-]+\.d\.ts$/,
      /^dist\/node\/([a-z-]+\/)*[a-z-]+(\.js|\.d\.ts)$/,
    ];
    expect(files.filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([]);
    for (const kind of kinds) expect(files.some((path) => kind.test(path))).toBe(true);
    expect(files.length).toBeLessThan(900);
    // The names of emoji are 75 KB of it.
    expect(page.packed.size).toBeLessThan(1_800_000);
    // Nothing is large except the bundle, which has its own budget, and the source maps.
    const large = page.packed.files.filter(({ size }) => size > 200_000).map(({ path }) => path);
    expect(large.filter((path) => !/\.js(\.map)?$/.test(path))).toEqual([]);
  });

  it('needs no other package for the element', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = page.manifest;
    expect(dependencies).toBeUndefined();
    const names = Object.keys(peerDependencies);
    const optional = Object.fromEntries(names.map((name) => [name, { optional: true }]));
    expect(peerDependenciesMeta).toEqual(optional);
  });

  it('has the element in a file that imports only further modules, when they are needed', async () => {
    const { imports, exports } = await modulesOf('dist/momento-chat.js');
    const languages = LANGUAGES.map((name) => `./momento-chat-${name}.js`);
    expect(imports.filter((path) => !languages.includes(path)).sort()).toEqual([
      './momento-chat-actions.js',
      './momento-chat-desk.js',
      './momento-chat-files.js',
      './momento-chat-frames.js',
      './momento-chat-menu.js',
      './momento-chat-newer.js',
      './momento-chat-news.js',
      './momento-chat-pre-chat.js',
      './momento-chat-search.js',
      './momento-chat-signals.js',
    ]);
    expect(imports).toEqual(expect.arrayContaining(languages));
    expect(exports).toContain('MomentoChatElement');
  });

  it.each(['relay', ...Object.keys(MODULES)])(
    'has a module, %s, that uses no name which the bundle shortens',
    async (module) => {
      // Methods of Engine.io itself, a class of a style sheet, and clocks and callbacks of the modules' own.
      const own = ['onOpen', 'onClose', 'onChange', 'onFault', 'original', 'elapsed', 'firstMs'];
      const names = INTERNAL_NAMES.filter((name) => !own.includes(name));
      const file = join(page.installed, `dist/momento-chat-${module}.js`);
      const code = await readFile(file, 'utf8');
      // In minified code only members have long names.
      const members = new Set(
        code.match(/(?<=\.)[a-zA-Z]\w+|[a-zA-Z]\w+(?=:)|(?<=[;{}])[a-zA-Z]\w+(?=\()/g),
      );
      expect(names.filter((name) => members.has(name))).toEqual([]);
    },
  );

  it('has source maps that contain the sources', async () => {
    const maps = page.packed.files.map(({ path }) => path).filter((path) => path.endsWith('.map'));
    expect(maps.length).toBeGreaterThan(0);
    for (const path of maps) {
      const map = JSON.parse(await readFile(join(page.installed, path), 'utf8')) as {
        sources: string[];
        sourcesContent?: (string | null)[];
      };
      expect(map.sourcesContent?.length).toBe(map.sources.length);
      expect(map.sourcesContent).not.toContain(null);
      expect(
        map.sources.filter((source) => !/^\.\.\/(build|node_modules|src)\//.test(source)),
      ).toEqual([]);
      const script = await readFile(join(page.installed, path.replace(/\.map$/, '')), 'utf8');
      expect(script).toMatch(new RegExp(`//# sourceMappingURL=${basename(path)}\\s*$`));
    }
  });

  it.each(['momento-chat', 'momento-chat-inbox', 'momento-chat-relay'])(
    'says which packages are in %s.js, under which licences, and with their texts',
    async (name) => {
      const map = await readFile(join(page.installed, `dist/${name}.js.map`), 'utf8');
      const licenses = await readFile(join(page.installed, `dist/${name}.licenses.txt`), 'utf8');
      // The source map lists the bundle's modules.
      const bundled = new Set(map.match(/(?<=node_modules\/)(?:@[\w.-]+\/)?[\w.-]+(?=\/)/g));
      expect(bundled.size).toBeGreaterThan(0);
      const described = licenses.split(`\n${'-'.repeat(80)}\n\n`);
      for (const dependency of bundled) {
        const text = described.find((each) => each.startsWith(`${dependency} `));
        expect({ dependency, text }).toEqual({
          dependency,
          text: expect.stringMatching(/^\S+ \d+\.\d+\.\d+ \(.+\)\n\n[^]{500,}/) as string,
        });
      }
      const script = await readFile(join(page.installed, `dist/${name}.js`), 'utf8');
      const pointer = `/*! momento-chat ${manifest.version}, MIT; see ${name}.licenses.txt */\n`;
      expect(script.slice(0, pointer.length)).toBe(pointer);
    },
  );

  it.each(['emoji-data', 'emoji-data-ja'])('says whose data is in %s', async (module) => {
    const name = `momento-chat-${module}`;
    const licenses = await readFile(join(page.installed, `dist/${name}.licenses.txt`), 'utf8');
    expect(licenses).toMatch(/^emojibase-data \d+\.\d+\.\d+ \(MIT\)\n\n[^]{500,}/m);
    const script = await readFile(join(page.installed, `dist/${name}.js`), 'utf8');
    expect(script).toContain(`see ${name}.licenses.txt`);
  });

  it('lists the hash of each script', async () => {
    const integrity = JSON.parse(
      await readFile(join(page.installed, 'dist/integrity.json'), 'utf8'),
    ) as Record<string, string>;
    const files = page.packed.files.map(({ path }) => path);
    const scripts = files.filter((path) => /^dist\/[^/]+\.js$/.test(path));
    expect(Object.keys(integrity).sort()).toEqual(scripts.map((path) => basename(path)).sort());
    for (const [name, hash] of Object.entries(integrity)) {
      const script = await readFile(join(page.installed, 'dist', name));
      expect(hash).toBe(`sha384-${createHash('sha384').update(script).digest('base64')}`);
    }
  });

  it('passes publint without suggestions', async () => {
    const { messages, pkg } = await publint({ pkgDir: '.', strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('has correct types in every module resolution mode that supports ES modules', async () => {
    const command = 'node_modules/@arethetypeswrong/cli/dist/index.js';
    // The HTML page has no types.
    const options = ['--profile', 'esm-only', '--exclude-entrypoints', 'overlay.html'];
    const outcome = await page.node('.', [command, page.tarball, ...options]);
    expect(outcome.stdout).toContain('momento-chat/react');
    expect(outcome).toMatchObject({ code: 0 });
  });

  describe('on a server', () => {
    it.each(STAND_INS)('exports all names of %s', async (_, script, standIn) => {
      const { exports } = await modulesOf(script);
      expect((await modulesOf(standIn)).exports.sort()).toEqual(exports.sort());
    });

    it('has all of momento-chat in the modules of React, which need no second import', async () => {
      const { exports } = await modulesOf('dist/momento-chat.js');
      const { exports: react } = await modulesOf('dist/momento-chat-react.js');
      expect(react).toEqual(expect.arrayContaining(exports));
      for (const path of ['dist/momento-chat-react.js', 'dist/node/ssr/react.js']) {
        const code = await readFile(join(page.installed, path), 'utf8');
        // Next.js makes client components of them; it refuses `export *` there.
        expect(code).toMatch(/^['"]use client['"];/);
        expect(code).not.toMatch(/export ?\*/);
      }
    });

    it('throws an error with the reason when an element is constructed', async () => {
      const code = `
        import { MomentoChatElement } from 'momento-chat';
        class Own extends MomentoChatElement {}
        try { new Own(); } catch ({ message }) { process.stdout.write(message); }`;
      const { stdout } = await page.node(page.folder, ['--input-type=module', '-e', code]);
      expect(stdout).toMatch(/^unable to create <momento-chat>; this is no browser\./);
    });
  });

  async function modulesOf(path: string): Promise<{ imports: string[]; exports: string[] }> {
    const code = await readFile(join(page.installed, path), 'utf8');
    await init;
    const [imports, exports] = parse(code);
    return {
      imports: imports.map(({ n, ss, se }) => n ?? code.slice(ss, se)),
      exports: exports.map(({ n }) => n),
    };
  }
});
