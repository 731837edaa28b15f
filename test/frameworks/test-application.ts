import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../helpers/engine-eventually.js';
import { Packed } from '../create/packed.js';
import { ServedApp } from './served-app.js';

/**
 * The tests of a framework's application: it is installed from the tarball and the registry in an empty folder, built, and
 * served; its page is rendered there, hydrated in a browser, and chatted in.
 *
 * @param fixture its folder
 * @param server the script of what is built that serves it
 * @param parts of the element as the server renders it, and how often each is in it
 */
export function testApplication(
  fixture: string,
  server: string,
  parts: Readonly<Record<string, number>>,
): void {
  let packed: Packed;
  let folder: string;
  let app: ServedApp | undefined;

  beforeAll(async () => {
    packed = await Packed.create();
    folder = join(packed.folder, fixture);
    await cp(`test/frameworks/${fixture}`, folder, { recursive: true });
    await packed.install(folder);
    await packed.npm(folder, ['run', 'build'], { NODE_ENV: 'production' });
  }, 400_000);

  afterEach(() => app?.close());

  afterAll(() => packed.close());

  it('is rendered on a server without loss, hydrated without a complaint, and chats', async () => {
    app = await ServedApp.start(folder, [process.execPath, server]);
    const [element = ''] = /<momento-chat[^]*?<\/momento-chat>/.exec(app.html) ?? [];
    const found = Object.keys(parts).map((part) => [part, element.split(part).length - 1]);
    expect(Object.fromEntries(found), element).toEqual(parts);
    await app.say('Hello', ['Hello']);
    await app.untilOutput('Hello');
    await app.page.click('button');
    await app.untilShown(['Hello', 'Said by a button']);
    await app.untilOutput('Said by a button');
    expect(await app.settings()).toEqual({
      held: false,
      label: 'Write to us',
      // Changed by the listener of what was sent.
      limit: 60,
      reports: true,
      slot: 'Lobby',
    });
    await eventually(() => app?.stored().length === 2);
    expect(app.complaints).toEqual([]);
  }, 120_000);
}
