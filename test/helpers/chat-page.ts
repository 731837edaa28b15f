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
