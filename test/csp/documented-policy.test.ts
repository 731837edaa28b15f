import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentedPolicy, POLICY_PAGE, strictPolicy } from '../helpers/strict-policy.js';

/** `strict-csp.browser.test.ts` reads its policy from this page. */
describe('the documented policy', () => {
  it('allows nothing by default', () => {
    expect(documentedPolicy()).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'none'",
      expect.stringMatching(/^connect-src https:/),
      expect.stringMatching(/^img-src https:/),
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ]);
  });

  it('is explained directive by directive', () => {
    const page = readFileSync(POLICY_PAGE, 'utf8');
    for (const directive of documentedPolicy()) {
      expect(page).toMatch(new RegExp(`^\\|[^|]*\`${directive.split(' ')[0] ?? ''}\``, 'm'));
    }
  });

  it('is the tests’ policy, except for the addresses of the tests’ servers', () => {
    const policy = strictPolicy({
      connect: ['http://127.0.0.1:1'],
      images: ['http://127.0.0.1:2'],
    });
    const replaced = documentedPolicy().map((directive) =>
      directive
        .replace(/^connect-src .*/, 'connect-src http://127.0.0.1:1')
        .replace(/^img-src .*/, 'img-src http://127.0.0.1:2 blob:'),
    );
    expect(policy).toBe(replaced.join('; '));
  });
});
