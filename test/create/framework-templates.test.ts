import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { People, untilSeen, write } from './chatting.js';
import { Packed } from './packed.js';
import { freePort, RunningProject } from './running-project.js';

/** How each is told its port, and runs in production after a build. */
const LINES = {
  react: { dev: ['--port'], start: [] },
  vue: { dev: ['--port'], start: [] },
  svelte: { dev: ['--port'], start: [] },
  next: { dev: ['--hostname', '127.0.0.1', '--port'], start: ['--hostname', '127.0.0.1'] },
} as const;

/** `ci`: what takes less than 40 s each. `all`: further, the build of Next.js. They install some 20 to 300 MB, so that others do without. */
const { TEST_FRAMEWORKS: which } = process.env;

describe.skipIf(!which)('a project with a framework, made by create-momento-chat', () => {
  let packed: Packed;
  let people: People;
  const running: RunningProject[] = [];

  beforeAll(async () => {
    [packed, people] = await Promise.all([Packed.create(), People.launch()]);
  }, 240_000);

  afterEach(async () => {
    await people.leave();
    await Promise.all(running.splice(0).map((project) => project.stop()));
  });

  afterAll(async () => {
    await people.close();
    await packed.close();
  });

  it.each(['react', 'vue', 'svelte', 'next'] as const)(
    '%s: chats while it is developed, and as it is built',
    async (template) => {
      const folder = await packed.project(`my-${template}`, template);
      await packed.install(folder);
      const { dev, start } = LINES[template];
      const port = String(await freePort());
      await chatIn(['run', 'dev', '--', ...dev, port], port, folder);
      if (template === 'next' && which !== 'all') return;
      await packed.npm(folder, ['run', 'build']);
      const later = String(await freePort());
      await chatIn(['start', '--', ...start], later, folder);
    },
    180_000,
  );

  /** Two guests chat in what a command serves, and it is stopped. */
  async function chatIn(args: readonly string[], port: string, folder: string): Promise<void> {
    const project = new RunningProject(folder, ['npm', ...args], { PORT: port });
    running.push(project);
    await project.until(new RegExp(`http://\\S+:${port}`));
    const url = `http://127.0.0.1:${port}/`;
    // Next.js compiles it now, which takes longer on a busy machine than a chat waits.
    await fetch(`${url}momento-token?room=lobby`);
    const [ada, grace] = [await people.open(url), await people.open(url)];
    await write(ada, 'Hello, Grace');
    await untilSeen(grace, 'Hello, Grace');
    expect(await people.leave()).toEqual([]);
    await project.stop();
  }
});
