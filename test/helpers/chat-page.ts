import type { Page } from 'puppeteer-core';

/** Waiting by timer, not by animation frame: pages in the background paint none. */
const POLLING = { polling: 50 };

/** Types into a chat's composer and sends, as a visitor does. `chat` is the element's selector. */
export async function say(page: Page, text: string, chat = 'momento-chat'): Promise<void> {
  await page.bringToFront();
  await page.click(`${chat} >>> textarea`);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Waits until the chat shows just these messages. */
export async function untilTexts(
  page: Page,
  texts: readonly string[],
  chat = 'momento-chat',
): Promise<void> {
  await page.waitForFunction(
    (selector, expected) => {
      const list = document
        .querySelector(selector)
        ?.shadowRoot?.querySelector('momento-chat-message-list');
      const bubbles = list?.shadowRoot?.querySelectorAll('.bubble') ?? [];
      return [...bubbles].map((bubble) => bubble.textContent).join('\n') === expected;
    },
    POLLING,
    chat,
    texts.join('\n'),
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
