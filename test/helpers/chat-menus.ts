import type { ChatElement } from '../../src/momento-chat.js';
import type { ChatMenu } from '../../src/views/chat-menu/chat-menu.js';
import type { DesktopState, MenuNews } from '../../src/views/chat-menu/menu-host.js';
import { until } from './chat-fixture.js';
import { focused } from './element-parts.js';

/** The chat's menu, once its module is there. */
export async function chatMenuOf(
  element: ChatElement,
): Promise<ChatMenu & { shadowRoot: ShadowRoot }> {
  let menu: ChatMenu | null = null;
  await until('the button', () => {
    menu = element.renderRoot.querySelector('momento-chat-menu');
    return menu?.shadowRoot?.querySelector('.button');
  });
  return menu as unknown as ChatMenu & { shadowRoot: ShadowRoot };
}

export async function openChatMenu(element: ChatElement): Promise<ShadowRoot> {
  const { shadowRoot } = await chatMenuOf(element);
  shadowRoot.querySelector<HTMLElement>('.button')?.click();
  await until('the menu', () => focused()?.matches('.menu .entry'));
  return shadowRoot;
}

/** The labels of the entries. */
export async function chatMenuLabels(element: ChatElement): Promise<string[]> {
  const { shadowRoot } = await chatMenuOf(element);
  const entries = [...shadowRoot.querySelectorAll('.menu .entry')];
  return entries.map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));
}

/** Presses an entry, in the menu or while it waits. */
export async function choose(element: ChatElement, label: string): Promise<void> {
  const { shadowRoot } = await chatMenuOf(element);
  const entries = [...shadowRoot.querySelectorAll<HTMLElement>('.menu .entry')];
  const entry = entries.find(({ textContent }) => textContent.trim().startsWith(label));
  if (!entry) throw new Error(`no entry ${label}`);
  entry.click();
}

/** What the visitor is told: shown, and said. */
export async function untilTold(element: ChatElement, outcome: string): Promise<void> {
  const { shadowRoot } = await chatMenuOf(element);
  await until(`the outcome ${outcome}`, () => {
    const pill = shadowRoot.querySelector('.outcome:popover-open');
    const status = shadowRoot.querySelector('[role=status]');
    return pill?.textContent === outcome && status?.textContent === outcome;
  });
}

/** News that remember what they were told. */
export class FakeNews implements MenuNews {
  sound = false;
  desktop: DesktopState = 'off';
  /** What becomes of a wish to switch it on. */
  answer: DesktopState = 'on';

  setSound(on: boolean): void {
    this.sound = on;
  }

  setDesktop(on: boolean): Promise<DesktopState> {
    this.desktop = on ? this.answer : 'off';
    return Promise.resolve(this.desktop);
  }
}

/** Gives the menu of a chat news. */
export async function giveNews(element: ChatElement, news = new FakeNews()): Promise<FakeNews> {
  await until(
    'the element',
    () => element.renderRoot.querySelector('momento-chat-menu')?.shadowRoot,
  );
  const menu = element.renderRoot.querySelector('momento-chat-menu') as ChatMenu;
  await replaceNews(menu, () => Promise.resolve(news));
  await until('its news', () => Reflect.get(menu, 'heard') === news);
  await menu.updateComplete;
  return news;
}

/** Puts other news in the place of the chat's own, which the chat gives its menu at any time. */
export async function replaceNews(menu: ChatMenu, news: ChatMenu['news']): Promise<void> {
  await menu.updateComplete;
  Object.defineProperty(menu, 'news', {
    get: () => news,
    set: () => undefined,
    configurable: true,
  });
  menu.requestUpdate('news');
  await menu.updateComplete;
}
