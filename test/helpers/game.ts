import type { MomentoChatElement } from '../../src/momento-chat.js';
import { untilStatus, type ChatFixture } from './chat-fixture.js';
import { settled } from './element-parts.js';

/** A focusable canvas that fills the window and records the page's key events, as a browser game does. */
export class Game {
  readonly canvas = document.createElement('canvas');
  /** One entry for each call of a listener: `keydown w`. */
  heard: string[] = [];
  readonly #listening = new AbortController();

  constructor() {
    this.canvas.tabIndex = 0;
    this.canvas.style.cssText = 'position: fixed; inset: 0; inline-size: 100%; block-size: 100%';
    document.body.append(this.canvas);
    this.canvas.focus();
  }

  /** Adds listeners of every kind. Call it after the chat was created: games load for seconds and so listen later. */
  start(): void {
    const { signal } = this.#listening;
    for (const type of ['keydown', 'keypress', 'keyup'] as const) {
      for (const capture of [true, false]) {
        const listen = ({ key }: KeyboardEvent): void => void this.heard.push(`${type} ${key}`);
        window.addEventListener(type, listen, { capture, signal });
        document.addEventListener(type, listen, { capture, signal });
      }
    }
  }

  dispose(): void {
    this.#listening.abort();
  }
}

/** Opens a connected overlay in the corner of the game's window, then starts the game. */
export async function openOverlay(
  chat: ChatFixture,
  game: Game,
  attributes: Record<string, string> = {},
): Promise<MomentoChatElement> {
  const element = chat.open({ attributes: { variant: 'overlay', ...attributes } });
  element.style.cssText = 'position: fixed; inset: auto auto 0 0; width: 360px; height: 400px';
  game.start();
  await untilStatus(element, 'connected');
  await settled(element);
  return element;
}
