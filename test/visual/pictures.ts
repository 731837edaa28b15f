import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { fontsLoaded } from './fonts.js';
import type { ForcedColoursCommand, PictureCommand, PictureVerdict } from './picture-plugin.js';

/** `forced`: the light one, in the system's own few colours. */
export type Theme = 'light' | 'dark' | 'forced';
export type Direction = 'ltr' | 'rtl';

/** What is around a chat, as a page would have it, and how much of that a picture shows. */
export interface Frame {
  /** The window's, in px. */
  readonly width: number;
  readonly height: number;
  /** The background of the page. */
  readonly page: Readonly<Record<Exclude<Theme, 'forced'>, string>>;
  /** The width that a picture shows, at the end of the line, in px; without it, the whole window. */
  readonly shown?: number;
}

const PAGE_COLOURS = { light: '#e7e9ef', dark: '#0b0c0f' };
/** A game may have any colour: these are the farthest from what the chat has. */
const GAME_COLOURS = { light: '#ffffff', dark: '#000000' };

/** A window of this width shows a launcher's panel in a corner, not over all of it. */
const LARGE_ENOUGH = 500;

export const FRAMES: Readonly<Record<MomentoChatElement['variant'], Frame>> = {
  inline: { width: 320, height: 420, page: PAGE_COLOURS },
  launcher: { width: LARGE_ENOUGH, height: 500, page: PAGE_COLOURS, shown: 370 },
  overlay: { width: 320, height: 360, page: GAME_COLOURS },
};

/** Compares what is shown, in each theme, with the pictures of this name. @throws naming all that differ */
export async function compare(
  element: Pick<MomentoChatElement, 'theme' | 'updateComplete'>,
  name: string,
  { width, height, page, shown = width }: Frame,
  themes: readonly Theme[],
): Promise<void> {
  const problems: string[] = [];
  const x = document.documentElement.dir === 'rtl' ? 0 : width - shown;
  for (const theme of themes) {
    const scheme = theme === 'forced' ? 'light' : theme;
    element.theme = scheme;
    document.body.style.background = page[scheme];
    document.body.style.colorScheme = scheme;
    const isForced = theme === 'forced';
    if (isForced) await forceColours(true);
    await element.updateComplete;
    await fontsLoaded();
    stopAnimations(document);
    const { problem } = await executeServerCommand<PictureVerdict, PictureCommand>('picture', {
      name: `${name}-${theme}`,
      clip: { x, y: 0, width: shown, height },
    });
    if (isForced) await forceColours(false);
    if (problem !== undefined) problems.push(problem);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function forceColours(isForced: boolean): Promise<void> {
  await executeServerCommand<boolean, ForcedColoursCommand>('forced-colours', { isForced });
}

/** Gives the window its size. */
export async function setWindow({ width, height }: Frame): Promise<void> {
  await setViewport({ width, height });
}

/** Ends what is soon over, and keeps at its beginning what goes on for ever, or begins much later. */
function stopAnimations(root: Document | ShadowRoot): void {
  for (const animation of root.getAnimations()) {
    const { endTime } = animation.effect?.getComputedTiming() ?? {};
    if (Number(endTime) < 5_000) {
      animation.finish();
    } else {
      animation.pause();
      animation.currentTime = 0;
    }
  }
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    if (shadowRoot) stopAnimations(shadowRoot);
  }
}
