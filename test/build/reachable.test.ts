import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emitPruned } from '../../build/trim-momento-sdk/emit.js';
import { findReachable } from '../../build/trim-momento-sdk/reachable.js';
import { createSdkProgram } from '../../build/trim-momento-sdk/sdk-program.js';

describe('findReachable', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'momento-chat-trim-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** The remaining code of a one-module SDK for an entry that uses it. */
  function trim(sdk: string, use: string): string {
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, `import * as sdk from '@gomomento/sdk-web';\n${use}`);
    const web = join(folder, 'sdk-web');
    const packages = {
      typeScript: { '@gomomento/sdk-web': web, '@gomomento/sdk-core': join(folder, 'sdk-core') },
      generated: join(folder, 'generated'),
    };
    const typeScript = join(web, 'dist/src/index.ts');
    const sources = new Map([[typeScript, { typeScript, javaScript: '', text: sdk }]]);
    const program = createSdkProgram([entry], sources, packages);
    return emitPruned(program, typeScript, findReachable(program, [entry], sources)).code;
  }

  it('keeps named members and the members that they name', () => {
    const code = trim(
      `class Inner { used() {} unused() {} }
       export class Client { fetch() { return new Inner().used(); } drop() { return new Other(); } }
       class Other {}
       export function unused() {}`,
      'new sdk.Client().fetch();',
    );
    expect(code).toMatch(/class Inner/);
    expect(code).toMatch(/fetch\(\)/);
    expect(code).toMatch(/ used\(\)/);
    expect(code).not.toMatch(/unused|drop|Other/);
  });

  it.each([
    ['another interface', 'const a: { get(): void } = new sdk.Client(); a.get();'],
    ['an unknown type', 'const a: any = new sdk.Client(); a.get();'],
    ['a string', "new sdk.Client()['get']();"],
    ['destructuring', 'const { get } = new sdk.Client(); get();'],
  ])('keeps members that are named through %s', (_, use) => {
    expect(trim('export class Client { get() {} set() {} }', use)).toMatch(/get\(\)/);
  });

  it('drops members that are named only on the browser’s own objects', () => {
    const use = 'new sdk.Client(); new Map().get(1); [1].at(0); document.title;';
    expect(trim('export class Client { get() {} at() {} title() {} }', use)).not.toMatch(
      /get|at|title/,
    );
  });

  it('keeps members that another package’s type requires', () => {
    const sdk = `export class Client implements PromiseLike<void> { then(): never { throw 1; } }
      export class Listener implements EventListenerObject { handleEvent() {} other() {} }
      export class Text { toString() { return ''; } }
      export class Unprinted { toString() { return ''; } }`;
    const code = trim(sdk, 'new sdk.Client(); new sdk.Listener(); `${new sdk.Text()}`;');
    expect(code).toMatch(/then\(\)/);
    expect(code).toMatch(/handleEvent\(\)/);
    expect(code).toMatch(/class Text {\s+toString\(\)/);
    expect(code).not.toMatch(/other|Unprinted/);
  });

  describe('a default value', () => {
    const sdk = `interface Props { logger?: object; name: string }
      class Loud { shout() {} }
      export class Client { readonly logger: object; constructor(props: Props) { this.logger = props.logger ?? new Loud(); } }
      export class Presets { static latest(logger: object = new Loud()) { return logger; } }`;

    it.each([
      [
        'every caller passes another value',
        'new sdk.Client({ name: "", logger: {} }); sdk.Presets.latest({});',
      ],
    ])('is dropped if %s', (_, use) => {
      expect(trim(sdk, use)).not.toMatch(/Loud/);
    });

    it.each([
      [
        'a caller passes none',
        'new sdk.Client({ name: "", logger: {} }); new sdk.Client({ name: "" });',
      ],
      [
        'the passed value may be undefined',
        'declare const a: object | undefined; new sdk.Client({ name: "", logger: a });',
      ],
      [
        'an unknown object is spread over it',
        'declare const a: {}; new sdk.Client({ name: "", logger: {}, ...a });',
      ],
      ['the class is passed on', 'console.log(sdk.Client);'],
      ['an argument is omitted', 'sdk.Presets.latest();'],
      ['the function is passed on', '[{}].map(sdk.Presets.latest);'],
    ])('stays if %s', (_, use) => {
      expect(trim(sdk, use)).toMatch(/new Loud/);
    });
  });
});
