import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkBundle } from '../../build/gates/check-bundle.js';

const RULES = { calls: ['/a.Lists/Fetch', '/a.b.Topics/Publish'], budget: 1000 };
const GOOD = 'call("/a.Lists/Fetch"), call(`/a.b.Topics/Publish`);';

describe('checkBundle', () => {
  it('lets pass what may be shipped', () => {
    expect(checkBundle(GOOD, RULES)).toEqual([]);
    // Words of the language in texts and names are none of its own.
    const harmless = `${GOOD} $require("x"); medieval(); $eval(1); isFunction(); "/a.Lists"; "text/html";`;
    expect(checkBundle(harmless, RULES)).toEqual([]);
  });

  it.each([
    [`${GOOD} call("/a.Lists/Delete");`, 'unexpected calls: /a.Lists/Delete'],
    ['call("/a.Lists/Fetch");', 'lacks calls that the widget makes: /a.b.Topics/Publish'],
    [`${GOOD} eval("1")`, 'eval'],
    [`${GOOD} (0, eval)("1")`, 'eval'],
    [`${GOOD} globalThis.Function("1")`, 'functions from text'],
    [`${GOOD} module.require("fs")`, 'require'],
    [`${GOOD} new Function("1")`, 'functions from text'],
    [`${GOOD} Function("1")`, 'functions from text'],
    [`${GOOD} require("fs")`, 'require'],
    [`${GOOD} process.env.HOME`, 'process.env'],
    [`${GOOD}\n//# sourceMappingURL=data:application/json;base64,e30=`, 'source map is inline'],
    [`${GOOD} "${randomBytes(2000).toString('base64')}"`, 'over the limit'],
  ])('stops what may not (%#)', (code, complaint) => {
    expect(checkBundle(code, RULES)).toEqual([expect.stringContaining(complaint)]);
  });
});
