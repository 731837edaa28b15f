import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { ScreenshotCommand } from '../helpers/screenshot-plugin.js';

const THEMES = ['light', 'dark'] as const;

/** As a page has it: the widget in its place, on a background that is not its own. */
const PAGE_COLOURS = { light: '#e7e9ef', dark: '#0b0c0f' } as const;

/** In which actions are looked at: narrow and wide, and in each direction. */
export const LANGUAGES_AND_WIDTHS = [
  ['en', 500],
  ['en', 240],
  ['ja', 360],
  ['ar', 360],
] as const;

/** Takes a picture of the chat in each theme, and audits it. */
export async function look(element: MomentoChatElement, name: string): Promise<void> {
  for (const theme of THEMES) {
    element.theme = theme;
    document.body.style.background = PAGE_COLOURS[theme];
    document.body.style.colorScheme = theme;
    await element.updateComplete;
    await stillness();
    await executeServerCommand<boolean, ScreenshotCommand>('screenshot', {
      name: `${name}-${theme}`,
    });
    await expect(element, theme).to.be.accessible();
  }
}

/** Until transitions are over and all is painted; a slow machine may begin them late. */
export async function stillness(): Promise<void> {
  const end = performance.now() + 5_000;
  do await new Promise((resolve) => setTimeout(resolve, 220));
  while (performance.now() < end && isMoving(document));
}

/** What waits to fade, or goes on for ever, is still enough. */
function isMoving(root: Document | ShadowRoot): boolean {
  const isSoonOver = root.getAnimations().some(({ effect, playState }) => {
    const { delay = 0, endTime } = effect?.getComputedTiming() ?? {};
    return playState === 'running' && delay < 1_000 && Number(endTime) < 5_000;
  });
  if (isSoonOver) return true;
  const hosts = [...root.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot);
  return hosts.some(({ shadowRoot }) => shadowRoot && isMoving(shadowRoot));
}
