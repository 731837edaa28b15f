import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { entryPoints } from '../../build/reference/entries.js';
import { VARIABLES } from '../../build/reference/environment.js';
import { FOLDER, referencePages, toMarkdown, type Page } from '../../build/reference/index.js';
import { Sources } from '../../build/reference/sources.js';

/** The analyzer and the compiler read all sources. */
const READING_MS = 60_000;

describe('the reference', () => {
  let pages: readonly Page[];
  beforeAll(async () => {
    pages = await referencePages();
  }, READING_MS);

  function markdownOf(name: string): string {
    const page = pages.find((each) => each.name === name);
    if (!page) throw new Error(`unable to read ${name}; there is no such page`);
    return toMarkdown(page);
  }

  it('is as it was committed: otherwise run `npm run docs:reference`', () => {
    for (const page of pages) {
      expect(readFileSync(`${FOLDER}/${page.name}.md`, 'utf8'), page.name).toBe(toMarkdown(page));
    }
    expect(readdirSync(FOLDER).sort()).toEqual(pages.map(({ name }) => `${name}.md`).sort());
  });

  it('describes everything that it has: a comment in the source is missing otherwise', () => {
    const bare = pages.flatMap(({ name: page, sections }) =>
      sections.flatMap(({ title, entries }) =>
        entries.filter(({ text }) => text === '').map(({ name }) => `${page}: ${title}: ${name}`),
      ),
    );
    expect(bare).toEqual([]);
  });

  it('has every attribute and every property that a decorator of the elements declares', () => {
    const [attributes, properties] = [markdownOf('attributes'), markdownOf('properties')];
    const declared = readdirSync('src/element')
      .filter((name) => /-(element|properties)\.ts$/.test(name))
      .flatMap((name) => declaredIn(readFileSync(`src/element/${name}`, 'utf8')));
    expect(declared.length).toBeGreaterThan(30);
    for (const { property, attribute } of declared) {
      expect(properties).toContain(`| \`${property}\` |`);
      if (attribute !== undefined) expect(attributes).toContain(`| \`${attribute}\` |`);
    }
  });

  it('has every event that pages can listen to, with its class', () => {
    const events = markdownOf('events');
    const map = /interface HTMLElementEventMap \{([^}]*)\}/.exec(
      readFileSync('src/element/events.ts', 'utf8'),
    )?.[1];
    const listed = [...(map ?? '').matchAll(/'(momento-chat-[a-z-]+)': (\w+)/g)];
    expect(listed.length).toBeGreaterThan(10);
    for (const [, name = '', className = ''] of listed) {
      expect(events).toContain(`| \`${name}\` | \`${className}\` |`);
      expect(events).toContain(`\n## ${className}\n`);
    }
  });

  it('has every part, state and property of styles that the views use', () => {
    const styles = markdownOf('styles');
    const used = sourcesBelow('src/views', 'src/element', 'src/frames');
    const parts = [...used.matchAll(/\bpart="([a-z -]+)"/g)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    const properties = [...used.matchAll(/var\((--momento-chat-[a-z-]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(parts.length).toBeGreaterThan(30);
    for (const name of new Set([...parts, ...properties])) {
      // A description may name a further part.
      expect(styles).toContain(`\`${name}\``);
    }
  });

  it('has every text by its key, in English', () => {
    const strings = pages.find(({ name }) => name === 'strings')?.sections[0]?.entries ?? [];
    expect(strings.length).toBeGreaterThan(100);
    expect(strings.filter(({ type }) => type === undefined).map(({ name }) => name)).toEqual([
      'errors',
    ]);
  });

  it(
    'has everything that a program can import',
    () => {
      const modules = markdownOf('modules');
      const entries = entryPoints();
      const sources = new Sources(entries.map(({ file }) => file));
      for (const { specifier, file } of entries) {
        expect(modules).toContain(`\n## \`${specifier}\`\n`);
        for (const name of sources.exportsOf(file).keys())
          expect(modules).toContain(`| \`${name}\` |`);
      }
    },
    READING_MS,
  );

  it('has every variable of the environment that the product, the samples and the demo read', () => {
    const read = sourcesBelow('src', 'demo');
    const names = [
      ...read.matchAll(
        /\b(?:process\.env|MomentoEnvironment)\b[^;]{0,40}?\b([A-Z]{4,}(?:_[A-Z]+)*)\b/g,
      ),
    ]
      .map(([, name = '']) => name)
      .concat([...read.matchAll(/(?<![%\w])MOMENTO_[A-Z_]+\b(?!%)/g)].map(([name]) => name));
    expect(names.length).toBeGreaterThan(5);
    const known = VARIABLES.map(({ name }) => name);
    // The shell's own.
    const documented = names.filter((name) => name !== 'PATH');
    expect(known).toEqual(expect.arrayContaining([...new Set(documented)]));
  });
});

/** The decorated fields of a class, with their attributes. */
function declaredIn(
  source: string,
): readonly { property: string; attribute: string | undefined }[] {
  const decorated =
    /@property\(([\s\S]*?)\)\s+(?:declare |override |accessor )*(?:get |set )?(\w+)/g;
  return [...source.matchAll(decorated)].map(([, options = '', property = '']) => {
    const named = /attribute: '([^']+)'/.exec(options)?.[1];
    const attribute = /attribute: false/.test(options)
      ? undefined
      : (named ?? property.toLowerCase());
    return { property, attribute };
  });
}

function sourcesBelow(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
    )
    .join('\n');
}
