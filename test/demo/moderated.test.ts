import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { filterWords, hide, HIDDEN_WORDS, REFUSAL, REFUSED_WORD } from '../../demo/word-filter.js';
import { en } from '../../src/localization/en.js';
import type { TokenEndpointAnswer } from '../../src/server/index.js';
import type { ActionWords } from '../../src/views/actions/words.js';
import { say } from '../helpers/chat-page.js';
import { untilGone, untilShown, useDemo, WAIT } from './demo-browser.js';

const VISITOR = '#visitor';
const MODERATOR = '#moderator';
const RELAYED = '#relayed';
const ALL = [VISITOR, MODERATOR, RELAYED] as const;

describe('the word filter', () => {
  it.each(HIDDEN_WORDS)('hides “%s” in any case, and nothing around it', (word) => {
    const text = `Oh ${word.toUpperCase()}, my ${word}s!`;
    const hidden = `Oh ${hide(word.toUpperCase())}, my ${hide(word)}s!`;
    expect(filterWords({ text })).toEqual({ text: hidden });
  });

  it('ignores its words inside other words', () => {
    expect(filterWords({ text: 'Checkered and hydrated' })).toEqual({
      text: 'Checkered and hydrated',
    });
  });

  it('gives the reason when it rejects a message', () => {
    expect(filterWords({ text: `A ${REFUSED_WORD}, darn` })).toEqual({ reject: REFUSAL });
  });
});

describe('the moderated room', { timeout: 90_000 }, () => {
  const demo = useDemo({ keepsPages: true, provoked: /moderator says rejected/ });
  let page: Page;
  let url: string;

  beforeAll(async () => {
    url = await demo.url();
    page = await open();
  });

  function open(): Promise<Page> {
    return demo.open('moderated.html');
  }

  it('shows the words of its filter', async () => {
    const shown = await page.$$eval('#filter-words dt', (words) =>
      words.map((word) => word.textContent),
    );
    expect(shown).toEqual([...HIDDEN_WORDS, REFUSED_WORD]);
  });

  it('never gets a direct token', async () => {
    const modes = [];
    for (const room of ['town-hall', 'lobby']) {
      const response = await fetch(`${url}momento-token?user=grace&room=${room}`);
      modes.push(((await response.json()) as TokenEndpointAnswer).mode);
    }
    expect(modes).toEqual(['moderated', undefined]);
  });

  it.each([
    ['a visitor', VISITOR],
    ['a relay client', RELAYED],
  ])('hides a filtered word of %s from everyone, its sender too', async (name, sender) => {
    await say(page, `Oh darn, says ${name}`, sender);
    for (const chat of ALL) await untilShown(page.mainFrame(), `Oh d***, says ${name}`, chat);
    for (const chat of ALL) expect(await shownIn(page, chat)).not.toContain('darn');
  });

  it.each([
    ['a visitor', VISITOR, [MODERATOR, RELAYED]],
    ['a relay client', RELAYED, [MODERATOR, VISITOR]],
  ])('tells only %s why their message was rejected', async (name, sender, others) => {
    await say(page, `The spoiler of ${name}`, sender);
    await page.waitForFunction(
      (chat, reason) =>
        document
          .querySelector(chat)
          ?.shadowRoot?.querySelector('momento-chat-message-list')
          ?.shadowRoot?.querySelector('.failure')
          ?.textContent?.includes(reason),
      WAIT,
      sender,
      REFUSAL,
    );
    // Once a later message is shown, the rejected one would have been shown before it.
    await say(page, `Something else of ${name}`, sender);
    for (const chat of ALL) await untilShown(page.mainFrame(), `Something else of ${name}`, chat);
    for (const chat of others) {
      const shown = await shownIn(page, chat);
      expect(shown).not.toContain(`The spoiler of ${name}`);
      expect(shown).not.toContain(REFUSAL);
    }
    await page.click(`${sender} >>> .failure button:last-child`);
    expect(await shownIn(page, sender)).not.toContain(REFUSAL);
  });

  it('lets the moderator remove a message everywhere, by the keyboard alone', async () => {
    await say(page, 'Take this out', VISITOR);
    await say(page, 'And leave this', VISITOR);
    for (const chat of ALL) await untilShown(page.mainFrame(), 'And leave this', chat);

    await page.focus(`${MODERATOR} >>> textarea`);
    // Moving backwards from the composer reaches the newest message.
    for (let steps = 0; !(await focusedName(page)).includes('And leave this'); steps += 1) {
      expect(steps).toBeLessThan(20);
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
    }
    await page.keyboard.press('ArrowUp');
    expect(await focusedName(page)).toContain('Take this out');
    await page.keyboard.press('Enter');
    await untilFocused(page, '👍');
    await page.keyboard.press('End');
    // Behind it are those of the desk.
    for (let steps = 0; (await focusedName(page)) !== 'Delete'; steps += 1) {
      expect(steps).toBeLessThan(8);
      await page.keyboard.press('ArrowUp');
    }
    await page.keyboard.press('Enter');
    await untilFocused(page, 'Keep');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    for (const chat of ALL) await untilGone(page.mainFrame(), 'Take this out', chat);
    for (const chat of ALL) expect(await shownIn(page, chat)).toContain(en.removed);
    // The focus stays at the message, of which only the note is left.
    expect(await focusedName(page)).toContain(en.removed);

    const later = await open();
    for (const chat of ALL) {
      await untilShown(later.mainFrame(), 'And leave this', chat);
      expect(await shownIn(later, chat)).not.toContain('Take this out');
    }
    await later.close();
  });

  it('offers the removal of a message of others to the moderator only', async () => {
    await say(page, 'Of Noor alone', VISITOR);
    for (const chat of ALL) await untilShown(page.mainFrame(), 'Of Noor alone', chat);
    const offered = await page.$$eval('momento-chat, momento-relay-chat', (chats) =>
      chats.map((chat) => {
        const list = chat.shadowRoot?.querySelector('momento-chat-message-list');
        const of = list?.messages.find(({ text }) => text === 'Of Noor alone');
        const words = list?.strings as ActionWords;
        return of && list?.actionsOf(of, words).some(({ id }) => id === 'remove');
      }),
    );
    // Noor has written it.
    expect(offered).toEqual([true, true, false]);
  });

  it.each([
    ['a request without a user', 'close', { room: 'town-hall' }, {}, 403],
    ['a visitor', 'close?user=noor', { room: 'town-hall' }, {}, 403],
    ['another site', 'close?user=grace', { room: 'town-hall' }, { Origin: 'https://a.test' }, 403],
    ['a moderator, in a direct room', 'close?user=grace', { room: 'lobby' }, {}, 404],
    ['a moderator, without a room', 'close?user=grace', null, {}, 404],
    ['a moderator, with something else', 'ban?user=grace', { room: 'town-hall' }, {}, 404],
  ])('refuses %s (%s)', async (_, path, body, headers, status) => {
    const response = await fetch(`${url}moderation/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
  });

  it('is not closed by a GET request', async () => {
    expect((await fetch(`${url}moderation/close?user=grace`)).status).toBe(405);
    expect(await endedIn(page)).toEqual([false, false, false]);
  });

  it('ends for everyone when the moderator closes it, and starts again empty', async () => {
    await page.click('#close');
    await page.waitForFunction(
      (chats) => chats.every((chat) => (document.querySelector(chat) as Ending | null)?.ended),
      WAIT,
      ALL,
    );
    expect(await page.$$('>>> textarea')).toEqual([]);
    // The chats hear of it before the server answers.
    await page.waitForSelector('#close[aria-disabled=true]');

    const later = await open();
    expect(await endedIn(later)).toEqual([false, false, false]);
    await say(later, 'A new one', VISITOR);
    for (const chat of ALL) {
      await untilShown(later.mainFrame(), 'A new one', chat);
      expect(await shownIn(later, chat)).not.toContain('And leave this');
    }
  });
});

interface Ending {
  readonly ended: boolean;
}

function endedIn(page: Page): Promise<boolean[]> {
  return page.$$eval('momento-chat, momento-relay-chat', (chats) =>
    chats.map((chat) => (chat as unknown as Ending).ended),
  );
}

/** The name of the focused element, in whichever shadow root. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.ariaLabel ?? active?.textContent.trim() ?? '';
  });
}

async function untilFocused(page: Page, name: string): Promise<void> {
  const end = Date.now() + WAIT.timeout;
  while ((await focusedName(page)) !== name) {
    if (Date.now() > end)
      throw new Error(`waited in vain: focus on ${name}, not ${await focusedName(page)}`);
    await new Promise((resolve) => setTimeout(resolve, WAIT.polling));
  }
}

/** The text of a chat's list. */
function shownIn(page: Page, chat: string): Promise<string> {
  return page.$eval(
    `${chat} >>> .log`,
    (log) => log.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '',
  );
}
