import { writeFile } from 'node:fs/promises';

/** The capabilities requested of WebKitGTK's driver. */
export interface BrowserOptions {
  binary: string;
  args: readonly string[];
}

/** The code points of non-character keys in W3C WebDriver, 17.4.2. */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  ' ': '\uE00D',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  F2: '\uE032',
};

/** The greatest height of a window's bars above its page, in px. */
const BARS = 80;

/** The window under the pointer has focus. The pointer never moves: it rests on the bars, just below the top edge. */
const BELOW_EDGE = 10;

interface KeyAction {
  type: 'keyDown' | 'keyUp';
  value: string;
}

type PointerAction =
  | { type: 'pointerDown' | 'pointerUp'; button: number }
  | { type: 'pointerMove'; x: number; y: number; duration: number };

type MouseButton = 'left' | 'middle' | 'right';
/** The button numbers of W3C WebDriver. */
const BUTTONS: readonly MouseButton[] = ['left', 'middle', 'right'];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A browser with one page, controlled over W3C WebDriver. It implements the part of Playwright's `Page` that the test
 * runner's commands use, so that tests have the same commands in every engine.
 *
 * The page is in a frame of a larger page, because phones are narrower than a window's bars allow.
 */
export class WebDriverPage {
  readonly #session: string;
  readonly #pointer: Point;
  /** The last URL navigated to. */
  url = 'about:blank';

  private constructor(session: string, pointer: Point) {
    this.#session = session;
    this.#pointer = pointer;
  }

  /**
   * @param driver the driver's URL
   * @param pointer the pointer's position on the screen
   */
  static async open(
    driver: string,
    options: BrowserOptions,
    pointer: Point,
  ): Promise<WebDriverPage> {
    const alwaysMatch = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
    const { sessionId } = await ask<{ sessionId: string }>('POST', `${driver}/session`, {
      capabilities: { alwaysMatch },
    });
    return new WebDriverPage(`${driver}/session/${sessionId}`, pointer);
  }

  readonly keyboard = {
    type: (text: string) => this.#keys([...text].flatMap((key) => [down(key), up(key)])),
    press: (key: string) => this.#keys([down(key), up(key)]),
    down: (key: string) => this.#keys([down(key)]),
    up: (key: string) => this.#keys([up(key)]),
  };

  /** In px of the page in the frame. Moves the driver's pointer only; the screen's stays in place. */
  readonly mouse = {
    move: async (x: number, y: number) => this.#point([await this.#moveTo(x, y)]),
    down: (options?: { button?: MouseButton }) => this.#point([pressed('pointerDown', options)]),
    up: (options?: { button?: MouseButton }) => this.#point([pressed('pointerUp', options)]),
    click: async (x: number, y: number, options?: { button?: MouseButton }) =>
      this.#point([
        await this.#moveTo(x, y),
        pressed('pointerDown', options),
        pressed('pointerUp', options),
      ]),
  };

  /** @param outer an empty page of the same origin, for the frame */
  async goto(outer: string, url: string): Promise<void> {
    await this.#post('url', { url: outer });
    await this.#run(
      `const frame = document.createElement('iframe');
       frame.onload = () => frame.contentWindow.focus();
       document.body.append(frame);
       arguments[0]();`,
    );
    await this.setViewportSize({ width: 800, height: 600 });
    this.url = url;
    await this.#run(`document.querySelector('iframe').src = arguments[0]; arguments[1]();`, url);
  }

  async setViewportSize({ width, height }: { width: number; height: number }): Promise<void> {
    // As small as possible: without a graphics card, every pixel of a window costs time in every frame.
    const x = Math.round(this.#pointer.x - width / 2);
    const y = this.#pointer.y - BELOW_EDGE;
    await this.#post('window/rect', { x, y, width, height: height + BARS });
    await this.#run(
      `const [width, height, done] = arguments;
       const { style } = document.querySelector('iframe');
       style.width = width + 'px';
       style.height = height + 'px';
       // The page in the frame receives the event at its next paint.
       requestAnimationFrame(() => requestAnimationFrame(done));`,
      width,
      height,
    );
  }

  /** A picture of the frame and of the window's spare space beside and below it. */
  async screenshot({ path }: { path: string }): Promise<void> {
    await writeFile(path, await ask<string>('GET', `${this.#session}/screenshot`), 'base64');
  }

  async close(): Promise<void> {
    await ask('DELETE', this.#session);
  }

  #keys(actions: readonly KeyAction[]): Promise<unknown> {
    return this.#post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  #point(actions: readonly PointerAction[]): Promise<unknown> {
    return this.#post('actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  async #moveTo(x: number, y: number): Promise<PointerAction> {
    const [left, top] = (await this.#run(
      `const { left, top } = document.querySelector('iframe').getBoundingClientRect();
       const { clientLeft, clientTop } = document.querySelector('iframe');
       arguments[0]([left + clientLeft, top + clientTop]);`,
    )) as [number, number];
    return { type: 'pointerMove', x: Math.round(left + x), y: Math.round(top + y), duration: 0 };
  }

  /** @param script receives the arguments and then a callback for its completion */
  #run(script: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.#post('execute/async', { script, args });
  }

  #post<Result>(command: string, body: unknown): Promise<Result> {
    return ask('POST', `${this.#session}/${command}`, body);
  }
}

function pressed(
  type: 'pointerDown' | 'pointerUp',
  { button = 'left' }: { button?: MouseButton } = {},
): PointerAction {
  return { type, button: BUTTONS.indexOf(button) };
}

function down(key: string): KeyAction {
  return { type: 'keyDown', value: KEYS[key] ?? key };
}

function up(key: string): KeyAction {
  return { type: 'keyUp', value: KEYS[key] ?? key };
}

/** Longer than any command takes, even on a busy machine. */
const MAX_ANSWER_MS = 30_000;

/** @throws with the driver's message, or TimeoutError */
async function ask<Result>(method: string, url: string, body?: unknown): Promise<Result> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(MAX_ANSWER_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: Result & { message?: string } };
  if (!response.ok) {
    throw new Error(
      `unable to ${method} ${new URL(url).pathname}; ${value.message ?? response.statusText}`,
    );
  }
  return value;
}
