import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBundle } from '../../build/gates/check-bundle.js';
import { BUDGET } from '../../build/gates/budget.js';
import { EXPECTED_CALLS } from '../../build/gates/expected-calls.js';
import { builtBy, type BuiltFolder } from '../helpers/built-files.js';

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
}

describe('the bundle', () => {
  let folder: BuiltFolder;
  let code: string;

  beforeAll(async () => {
    folder = await builtBy('vite.build.config.ts');
    code = readFileSync(join(folder.path, 'momento-chat.js'), 'utf8');
  });

  afterAll(() => folder.remove());

  it('passes the gates of a release', () => {
    const rules = { calls: Object.keys(EXPECTED_CALLS), budget: BUDGET };
    expect(checkBundle(code, rules)).toEqual([]);
  });

  it('contains Lit’s production build', () => {
    expect(code).not.toMatch(/Lit is in dev mode|litIssuedWarnings/);
  });

  it('imports nothing, and exports the element’s class', () => {
    expect(code).not.toMatch(/(?:^|[;}\n])import[\s{"'*]/);
    expect(code).toMatch(/export\s*\{[^}]*\bMomentoChatElement\b/);
  });

  it('has a source map with the original sources', () => {
    expect(code).toMatch(/\n\/\/# sourceMappingURL=momento-chat\.js\.map\s*$/);
    expect(existsSync(join(folder.path, 'momento-chat.js.map'))).toBe(true);
    const text = readFileSync(join(folder.path, 'momento-chat.js.map'), 'utf8');
    const { sources, sourcesContent } = JSON.parse(text) as SourceMap;
    for (const source of [
      'src/element/momento-chat-element.ts',
      'src/wire/protobuf.ts',
      '@gomomento/sdk-web/dist/src/internal/pubsub-client.ts',
    ]) {
      const index = sources.findIndex((each) => each.endsWith(source));
      expect(index, source).toBeGreaterThanOrEqual(0);
      expect(sourcesContent[index], source).toMatch(/import /);
    }
  });
});
