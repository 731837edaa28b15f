import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { launch, type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchOptions } from '../helpers/find-browser.js';
import { HostProject } from './host-project.js';

/** The documentation's script tag with an integrity hash, for a script of another origin. */
describe('a script tag with an integrity hash', () => {
  let project: HostProject;
  let cdn: Server;
  let browser: Browser;
  let origin: string;
  let hash: string;

  beforeAll(async () => {
    project = await HostProject.create([]);
    const code = `import hashes from 'momento-chat/integrity.json' with { type: 'json' };
      process.stdout.write(hashes['momento-chat.js']);`;
    hash = (await project.node(project.folder, ['--input-type=module', '-e', code])).stdout;
    const script = await readFile(`${project.installed}/dist/momento-chat.js`);
    cdn = createServer((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      const isScript = request.url === '/momento-chat.js';
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? script : '<!doctype html><title>A page</title>');
    });
    await new Promise<void>((resolve) => cdn.listen(0, resolve));
    origin = `:${String((cdn.address() as AddressInfo).port)}`;
    browser = await launch(await launchOptions());
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    cdn.closeAllConnections();
    await new Promise((resolve) => cdn.close(resolve));
    await project.close();
  });

  it('runs the published script', async () => {
    expect(await load(hash)).toBe('loaded');
  });

  it('refuses a changed script', async () => {
    expect(await load(`sha384-${'A'.repeat(64)}`)).toBe('refused');
  });

  async function load(integrity: string): Promise<string> {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1${origin}/`);
    return page.evaluate(
      (src, expected) =>
        new Promise<string>((resolve) => {
          const script = document.createElement('script');
          Object.assign(script, { type: 'module', src, integrity: expected });
          script.crossOrigin = 'anonymous';
          script.onload = () =>
            resolve(customElements.get('momento-chat') ? 'loaded' : 'undefined');
          script.onerror = () => resolve('refused');
          document.head.append(script);
        }),
      `http://localhost${origin}/momento-chat.js`,
      integrity,
    );
  }
});
