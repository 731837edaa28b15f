import { describe, expect, it } from 'vitest';
import { compileLive } from '../../build/trim-momento-sdk/compile.js';
import { LiveCode } from '../../build/trim-momento-sdk/live-code.js';
import { parseTypeScript } from '../../build/trim-momento-sdk/sdk-sources.js';

const UNUSED_DEFAULTS = ['defaultLogger', 'getDefaultLogger'];
const READ_LOGS = ['Opening '];

/** The code that remains of an SDK of some modules, for an entry that uses it. */
function trim(sdk: string | Readonly<Record<string, string>>, use: string): string {
  const texts = typeof sdk === 'string' ? { sdk } : sdk;
  const modules = new Map(
    Object.entries(texts).map(([name, text]) => [
      `./${name}`,
      parseTypeScript(`/${name}.ts`, text),
    ]),
  );
  const live = new LiveCode({
    entries: [parseTypeScript('entry.ts', `import * as sdk from './sdk';\n${use}`)],
    unusedDefaults: UNUSED_DEFAULTS,
    readLogs: READ_LOGS,
    modulesWithoutTexts: '/responses/',
    resolve: (name) => modules.get(name),
  });
  return [...live.modules].map((module) => compileLive(module, live).code).join('\n');
}

describe('the live code of the SDK', () => {
  it('has the members that are named, and what those name', () => {
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

  it('has the fields that are named, and those whose values cost something', () => {
    const code = trim(
      `export class Failure extends Error {
         read = 'a value';
         unread = 'a text';
         chosen = this.choose();
         counted = count();
         choose() { return 'another text'; }
       }
       function count() { return 1; }`,
      'new sdk.Failure().read;',
    );
    expect(code).toMatch(/a value/);
    expect(code).toMatch(/count\(\)/);
    expect(code).not.toMatch(/a text|another text|choose/);
  });

  it('has the texts of objects, but not those of its responses', () => {
    const responses = `export class Hit {
      read() { return 'a value'; }
      toString() { return shorten('a text'); }
    }
    function shorten(text) { return text; }`;
    const sdk = `import { Hit } from './responses/hit';
      export class Client { hit() { return new Hit(); } toString() { return 'a client'; } }`;
    const code = trim({ sdk, 'responses/hit': responses }, 'new sdk.Client().hit().read();');
    expect(code).toMatch(/a value/);
    expect(code).toMatch(/a client/);
    expect(code).not.toMatch(/a text|shorten/);
  });

  it.each([
    ['an interface of our own', 'const a: { get(): void } = new sdk.Client(); a.get();'],
    ['an unknown type', 'const a: any = new sdk.Client(); a.get();'],
    ['a text', "new sdk.Client()['get']();"],
    ['a pattern', 'const { get } = new sdk.Client(); get();'],
    ['a pattern with another name', 'const { get: other = 1 } = new sdk.Client(); other();'],
    ['another object', 'new sdk.Client(); new Map().get(1);'],
  ])('has members that are named by %s', (_, use) => {
    const code = trim('export class Client { get() {} set() {} }', use);
    expect(code).toMatch(/get\(\)/);
    expect(code).not.toMatch(/set/);
  });

  it('has private, static and generic members, and accessors', () => {
    const code = trim(
      `export class Client {
         static open() { return new Client().#read(); }
         #read<T>(): T { return this.value; }
         get value() { return 1; }
         set other(value: number) {}
       }`,
      'sdk.Client.open();',
    );
    expect(code).toMatch(/open\(\)/);
    expect(code).toMatch(/#read\(\)/);
    expect(code).toMatch(/get value\(\)/);
    expect(code).not.toMatch(/other/);
  });

  it('has no code that only types name, nor declarations themselves', () => {
    const sdk = `export class Client implements Other { get(key: Key): Other { throw 1; } }
      export class Other { get() {} }
      export class Key { key() {} }`;
    expect(trim(sdk, 'const a: sdk.Key; new sdk.Client();')).not.toMatch(/Other|Key|get/);
  });

  it('has members that the language and the browser call', () => {
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

  it('has the methods of classes inside functions, of which none is removed', () => {
    const sdk =
      'export function make() { class Inner { get() { return helper(); } } } function helper() {}';
    expect(trim(sdk, 'sdk.make();')).toMatch(/get\(\)[^]*function helper/);
  });

  it('has statements without names, and variables in patterns', () => {
    const sdk = 'register(); function register() {} const { a } = { a: 1 }; const b = 1;';
    const code = trim(sdk, 'sdk;');
    expect(code).toMatch(/register\(\);[^]*function register/);
    expect(code).toMatch(/const { a }/);
    expect(code).not.toMatch(/b = 1/);
  });

  describe('in several modules', () => {
    it('is what is imported by name, under whatever name', () => {
      const sdk = {
        sdk: `export * from './lists'; export { Topics as Channels, Other } from './topics';`,
        lists: `import { help as helper } from './helpers'; export class Lists { fetch() { helper(); } }`,
        topics: 'export class Topics { publish() {} } export class Other {}',
        helpers: 'export function help() {} export function unused() {}',
      };
      const code = trim(sdk, 'new sdk.Lists().fetch(); new sdk.Channels().publish();');
      expect(code).toMatch(/export { Topics as Channels,? } from/);
      expect(code).toMatch(/class Topics[^]*publish\(\)/);
      expect(code).toMatch(/function help\(\)/);
      expect(code).not.toMatch(/Other|unused/);
    });

    it('is nothing of a module that only dead code imports', () => {
      const sdk = {
        sdk: `import { help } from './helpers'; export function dead() { help(); }
          export * as Never from './never'; export class Client {}`,
        helpers: 'run();',
        never: 'run();',
      };
      expect(trim(sdk, 'new sdk.Client();')).not.toMatch(/run/);
    });

    it('has default exports', () => {
      const sdk = {
        sdk: `import helper from './helpers'; export function call() { helper(); }`,
        helpers: 'export default function named() {}',
      };
      expect(trim(sdk, 'sdk.call();')).toMatch(/function named/);
    });
  });

  describe('by default', () => {
    const sdk = `interface Props { logger?: object; name: string }
      class Loud { shout() {} }
      const defaultLogger = new Loud();
      function getDefaultLogger() { return defaultLogger; }
      export class Client { readonly logger: object; constructor(props: Props) { this.logger = props.logger ?? getDefaultLogger(); } }
      export class Presets { static latest(logger: object = defaultLogger) { return logger; } }`;

    it('has no default that is listed as unused', () => {
      const code = trim(sdk, 'new sdk.Client({}); sdk.Presets.latest({});');
      expect(code).not.toMatch(/Loud|[dD]efault/);
      expect(code).toMatch(/this\.logger = props\.logger\s*;/);
      expect(code).toMatch(/latest\(logger\s*\)/);
    });

    it.each([
      ['is used in another way', 'sdk.getDefaultLogger();'],
      ['is another one', 'export function f(value = new Loud()) {}'],
    ])('has a default that %s', (_, use) => {
      expect(trim(`${sdk}${use.startsWith('export') ? use : ''}`, `sdk.f(); ${use}`)).toMatch(
        /new Loud/,
      );
    });
  });

  it('has no logs, nor what only they name, but those that are read', () => {
    const code = trim(
      `export class Client {
         open(name: string) {
           this.logger.trace('Opening %s', name);
           this.getLogger().debug(\`Opened \${shorten(name)}\`);
           if (name) this.logger.info('Named'); else this.logger.warn('Unnamed');
           return this.log.trace('a trace of another kind');
         }
       }
       function shorten(name: string) { return name.slice(5); }`,
      'new sdk.Client().open();',
    );
    expect(code).toMatch(/trace\('Opening %s', name\)/);
    expect(code).toMatch(/if \(name\)\s*;\s*else\s*;/);
    expect(code).toMatch(/another kind/);
    expect(code).not.toMatch(/Opened|Named|Unnamed|shorten/);
  });

  it('throws without a text', () => {
    const code = trim(
      "export function open(name: string) { if (!name) throw new Error('no name'); return `open ${name}`; }",
      "sdk.open('');",
    );
    expect(code).toMatch(/throw new Error\(\s*\)/);
    expect(code).toContain('`open ${name}`');
  });

  it('has the texts of an enum that are named, and all its numbers', () => {
    const code = trim(
      `export enum Code { A = 'a', B = 'b', /* unused */ C = 'c' }
       export enum Level { Low, High, Top }`,
      'sdk.Code.B; sdk.Level.High;',
    );
    expect(code).toMatch(/"B"\] = "b"/);
    expect(code).not.toMatch(/"a"|"c"/);
    expect(code).toMatch(/\["Low"\] = 0/);
    expect(code).toMatch(/\["Top"\] = 2/);
  });
});
