import { setTimeout as delay } from 'node:timers/promises';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { Page } from 'puppeteer-core';
import type { Album } from './album.js';

export interface PictureCommand {
  readonly name: string;
  /** The part of the window to show, in px. */
  readonly clip: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export interface ForcedColoursCommand {
  readonly isForced: boolean;
}

/** The command's result. */
export interface PictureVerdict {
  /** What is wrong with the picture. */
  readonly problem?: string;
}

/** A picture that has not changed for so long is the last one, in ms: a busy machine may be late with a frame. */
const STILL_MS = 600;
/** The longest wait for that, in ms. */
const PATIENCE_MS = 10_000;
const INTERVAL_MS = 60;

/** Lets browser tests compare what they show with an album. */
export function picturePlugin(album: Album): TestRunnerPlugin {
  return {
    name: 'picture',
    async executeCommand({
      command,
      payload,
      session,
    }): Promise<PictureVerdict | true | undefined> {
      if (command !== 'picture' && command !== 'forced-colours') return undefined;
      const page = (session.browser as ChromeLauncher).getPage(session.id);
      if (command === 'forced-colours') {
        await emulateMedia(page, payload as ForcedColoursCommand);
        return true;
      }
      const { name, clip } = payload as PictureCommand;
      const shot = await lastShot(page, clip, (shot) => album.matches(name, shot));
      const problem = album.add(name, shot);
      return problem === undefined ? {} : { problem };
    },
  };
}

/** The first picture that is as it should be; without one, the first that stays. */
async function lastShot(
  page: Page,
  clip: PictureCommand['clip'],
  isRight: (shot: Uint8Array) => boolean,
): Promise<Uint8Array> {
  const end = performance.now() + PATIENCE_MS;
  let last: Uint8Array | undefined;
  let since = 0;
  for (;;) {
    const shot = await page.screenshot({ clip, captureBeyondViewport: false });
    const now = performance.now();
    const isSame = last !== undefined && Buffer.compare(last, shot) === 0;
    if (!isSame) {
      if (isRight(shot)) return shot;
      since = now;
    }
    if (now - since > STILL_MS || now > end) return shot;
    last = shot;
    await delay(INTERVAL_MS);
  }
}

/** What the visitor's system asks for. It replaces all that was asked for before. */
export async function emulateMedia(page: Page, { isForced }: ForcedColoursCommand): Promise<void> {
  const devTools = await page.createCDPSession();
  const features = {
    'prefers-color-scheme': 'light',
    'prefers-reduced-motion': 'reduce',
    'forced-colors': isForced ? 'active' : 'none',
  };
  await devTools.send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}
