import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { messagesIn, People, untilSeen, write } from './chatting.js';
import { Packed } from './packed.js';
import { freePort, RunningProject } from './running-project.js';

/** Templates that install nothing but what servers need. Those with a framework are in `framework-templates.test.ts`. */
describe('a project made by create-momento-chat', () => {
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

  async function start(template: string): Promise<{ url: string; project: RunningProject }> {
    const folder = await packed.project(`my-${template}`, template);
    await packed.install(folder);
    const port = await freePort();
    const project = new RunningProject(folder, ['npm', 'start'], { PORT: String(port) });
    running.push(project);
    const url = `http://127.0.0.1:${port}/`;
    await project.until(new RegExp(`http://\\S+:${port}`));
    return { url, project };
  }

  async function twoGuests(url: string): Promise<[Page, Page]> {
    return [await people.open(url), await people.open(url)];
  }

  it('plain: two guests chat', async () => {
    const { url, project } = await start('plain');
    const [ada, grace] = await twoGuests(url);
    await write(ada, 'Hello, Grace');
    await untilSeen(grace, 'Hello, Grace');
    await write(grace, 'Hello, Ada');
    await untilSeen(ada, 'Hello, Ada');
    const [first = '', second = ''] = await messagesIn(ada);
    expect(first).toMatch(/^Guest [0-9A-F]{4}: Hello, Grace$/);
    // They are two people.
    expect(second.slice(0, 10)).not.toBe(first.slice(0, 10));
    // A second tab is the same person.
    const tab = await people.openBeside(ada, url);
    await untilSeen(tab, 'Hello, Ada');
    expect(people.complaints).toEqual([]);
    expect(project.output).not.toMatch(/error/i);
    expect(await refusalOf(`${url}momento-token?room=other`)).toBe('forbidden');
    expect((await fetch(`${url}.env.example`)).status).toBe(404);
  });

  it('overlay: a chat over a game', async () => {
    const { url } = await start('overlay');
    const [ada, grace] = await twoGuests(url);
    await write(ada, 'Left, left!');
    await untilSeen(grace, 'Left, left!');
    expect(people.complaints).toEqual([]);
  });

  it('moderated: a server reads each message first, and a link makes a moderator', async () => {
    const { url, project } = await start('moderated');
    const [, link = ''] = await project.until(/Moderator: (http\S+)/);
    const [ada, grace] = [await people.open(url), await people.open(link)];
    await write(grace, 'Welcome');
    await untilSeen(ada, 'Welcome');
    await ada.evaluate(() => document.querySelector('momento-chat')?.send('a darn good start'));
    await untilSeen(grace, 'a **** good start');
    const roles = [ada, grace].map((page) =>
      page.evaluate(() => document.querySelector('momento-chat')?.session?.role),
    );
    expect(await Promise.all(roles)).toEqual(['member', 'moderator']);
    expect(people.complaints).toEqual([]);
  });

  it('support: a bot answers first, and staff at a desk', async () => {
    const { url, project } = await start('support');
    const [, link = ''] = await project.until(/Desk: (http\S+)/);
    const [visitor, agent] = [await people.open(url), await people.open(link)];
    await visitor.waitForFunction(() => document.querySelector('momento-chat')?.room);
    await visitor.evaluate(() => {
      const chat = document.querySelector('momento-chat');
      if (chat) chat.preChatAnswers = { name: 'Ada' };
    });
    await write(visitor, 'When are you open?');
    await untilSeen(visitor, 'We are here from 9 to 5, Monday to Friday.');
    const button = await agent.waitForSelector('#conversations button');
    await button?.click();
    await untilSeen(agent, 'When are you open?');
    await write(agent, 'Until six today.');
    await untilSeen(visitor, 'Until six today.');
    expect(await messagesIn(visitor)).toEqual([
      'Ada: When are you open?',
      'Helper: We are here from 9 to 5, Monday to Friday.',
      'Support: Until six today.',
    ]);
    expect(people.complaints).toEqual([]);
    // Nobody else reads it.
    const [room = ''] = /support-\w+/.exec(await roomOf(visitor)) ?? [];
    expect(await refusalOf(`${url}momento-token?room=${room}`)).toBe('forbidden');
    expect((await fetch(`${url}conversations`)).status).toBe(403);
  });
});

async function roomOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('momento-chat')?.room ?? '');
}

async function refusalOf(url: string): Promise<string> {
  const { error } = (await (await fetch(url)).json()) as { error: { code: string } };
  return error.code;
}
