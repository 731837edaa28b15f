import type { Page } from 'puppeteer-core';

/** Polls by timer, because background pages have no animation frames. */
const POLLING = { polling: 50 };

/** Types into a chat's composer and sends. `chat` is the element's selector. */
export async function say(page: Page, text: string, chat = 'momento-chat'): Promise<void> {
  await page.bringToFront();
  await page.click(`${chat} >>> textarea`);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Waits until the chat shows exactly these messages. */
export function untilTexts(
  page: Page,
  texts: readonly string[],
  chat = 'momento-chat',
): Promise<void> {
  return untilShows(page, texts, chat, 0);
}

/** Waits until these messages are the last ones of the chat: the demo's rooms have messages from the start. */
export function untilLastTexts(
  page: Page,
  texts: readonly string[],
  chat = 'momento-chat',
): Promise<void> {
  return untilShows(page, texts, chat, -texts.length);
}

/** @param from the first bubble that counts; from the end where it is negative */
async function untilShows(
  page: Page,
  texts: readonly string[],
  chat: string,
  from: number,
): Promise<void> {
  await page.waitForFunction(
    (selector, expected, start) => {
      const list = document
        .querySelector(selector)
        ?.shadowRoot?.querySelector('momento-chat-message-list');
      const bubbles = list?.shadowRoot?.querySelectorAll('.bubble') ?? [];
      const shown = [...bubbles].slice(start).map((bubble) => bubble.textContent);
      return shown.join('\n') === expected;
    },
    POLLING,
    chat,
    texts.join('\n'),
    from,
  );
}

export async function untilConnected(page: Page, chat = 'momento-chat'): Promise<void> {
  await page.waitForFunction(
    (selector) =>
      (document.querySelector(selector) as { status?: string } | null)?.status === 'connected',
    POLLING,
    chat,
  );
}
