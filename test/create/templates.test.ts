import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WAIT } from '../demo/demo-browser.js';
import { messagesIn, People, untilSeen, write } from './chatting.js';
import { Packed } from './packed.js';
import { freePort, RunningProject } from './running-project.js';

/** Also in the parts of the agents' page. */
const INBOX = 'momento-chat-inbox >>>';

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

  it('support: a bot answers first, and hands over to an agent with an inbox', async () => {
    const { url, project } = await start('support');
    const [, link = ''] = await project.until(/Desk: (http\S+)/);
    const visitor = await people.open(url);
    await visitor.waitForFunction(() => document.querySelector('momento-chat')?.room, WAIT);
    await visitor.evaluate(() => {
      const chat = document.querySelector('momento-chat');
      if (chat) chat.preChatAnswers = { name: 'Ada' };
    });
    await write(visitor, 'When are you open?');
    await untilSeen(visitor, 'We are here from 9 to 5, Monday to Friday.');
    await write(visitor, 'May I speak to a person?');
    await untilSeen(visitor, 'I have called a colleague, who will answer here.');
    await untilHeaderSays(visitor, 'We are away right now');

    const agent = await people.open(link);
    await untilHeaderSays(visitor, 'We are here');
    await agent.bringToFront();
    // The bot does not have the conversation any more.
    await agent.locator(`${INBOX} [role=option] ::-p-text(Unassigned)`).wait();
    await agent.locator(`${INBOX} [role=option] ::-p-text(Ada)`).click();
    await agent.locator(`${INBOX} button::-p-text(Assign to me)`).click();
    await agent.locator(`${INBOX} button::-p-text(Unassign)`).wait();
    await agent.locator(`${INBOX} ::-p-text(When are you open?)`).wait();
    await agent.locator(`${INBOX} momento-chat >>> textarea`).click();
    await agent.keyboard.type('I am one. Until six today.');
    await agent.keyboard.press('Enter');
    await untilSeen(visitor, 'I am one. Until six today.');
    // The bot leaves the rest to the agent.
    await write(visitor, 'What does it cost?');
    await agent.bringToFront();
    await agent.locator(`${INBOX} momento-chat >>> ::-p-text(What does it cost?)`).wait();
    const [room, messages] = [await roomOf(visitor), await messagesIn(visitor)];
    expect(messages.map((message) => message.replace(/^Agent [0-9A-F]{4}/, 'Agent'))).toEqual([
      'Ada: When are you open?',
      'Helper: We are here from 9 to 5, Monday to Friday.',
      'Ada: May I speak to a person?',
      'Helper: I have called a colleague, who will answer here.',
      'Agent: I am one. Until six today.',
      'Ada: What does it cost?',
    ]);
    expect(people.complaints).toEqual([]);
    expect(project.output).not.toMatch(/error/i);
    // Nobody else reads it.
    expect(room).toMatch(/^support-\w+$/);
    expect(await refusalOf(`${url}momento-token?room=${room}`)).toBe('forbidden');
    expect((await fetch(`${url}inbox`)).status).toBe(403);
  });
});

/** Waits until the chat's header says this of the agents. */
async function untilHeaderSays(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  await page.locator(`momento-chat >>> [part=availability]::-p-text(${text})`).wait();
}

async function roomOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('momento-chat')?.room ?? '');
}

async function refusalOf(url: string): Promise<string> {
  const { error } = (await (await fetch(url)).json()) as { error: { code: string } };
  return error.code;
}
