import { resetMouse } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { EVENT_WORDS } from '../../demo/event-words.js';
import {
  newRoom,
  startChat,
  until,
  type ChatFixture,
  type FixtureOptions,
} from '../helpers/chat-fixture.js';
import type { State } from '../states/states.js';
import { useFonts } from './fonts.js';
import { compare, FRAMES, setWindow, type Direction, type Frame, type Theme } from './pictures.js';

/*
 * The rule of the set: each state is seen inline in both themes and from right to left, and once in a panel and over a game.
 * What can differ further is added where it can, and only there: `ALL_LOOKS` for what is placed by the direction in a panel and
 * over a game, `FORCED` for what is drawn by colours alone, `JAPANESE` for what has words of its own. `INLINE` leaves out what is
 * the same in a panel. Themes differ by colours only, which do not depend on the direction: no picture is both dark and from
 * right to left inline.
 */

/** A state to take pictures of. */
export interface Scene extends State {
  /** Where it is not the variant's. */
  readonly frame?: Partial<Frame>;
  /** In which it is seen; `LOOKS` without it. */
  readonly looks?: readonly Look[];
  /** Whether a launcher or an overlay stays closed. */
  readonly closed?: boolean;
}

export interface Look {
  readonly variant: MomentoChatElement['variant'];
  readonly direction: Direction;
  readonly themes: readonly Theme[];
  /** In which the page is, and its name in the picture's; without it, the direction's, which has no words of its own. */
  readonly language?: 'ja';
}

/** In each variant, and inline in each theme and direction. */
const LOOKS: readonly Look[] = [
  { variant: 'inline', direction: 'ltr', themes: ['light', 'dark'] },
  { variant: 'inline', direction: 'rtl', themes: ['light'] },
  { variant: 'launcher', direction: 'ltr', themes: ['light'] },
  { variant: 'overlay', direction: 'ltr', themes: ['dark'] },
];

/** Each variant in each theme and direction, too: two of these three meet, though not all three. */
export const ALL_LOOKS: readonly Look[] = [
  ...LOOKS,
  { variant: 'launcher', direction: 'rtl', themes: ['dark'] },
  { variant: 'overlay', direction: 'rtl', themes: ['light'] },
];

/** For what is the same in a panel, and over a game. */
export const INLINE: readonly Look[] = LOOKS.filter(({ variant }) => variant === 'inline');

/** For what has tints, shadows and masks of its own: without them it has to be seen by its borders. */
export const FORCED: Look = { variant: 'inline', direction: 'ltr', themes: ['forced'] };

/** For what has words of its own, whose lines break elsewhere. */
export const JAPANESE: Look = {
  ...{ variant: 'inline', direction: 'ltr', themes: ['light'] },
  language: 'ja',
};

/** Of states that other tests share, by their names. */
const FURTHER: Readonly<Record<string, readonly Look[]>> = {
  'conversation-whole': [FORCED],
  'pre-chat-errors': [FORCED, JAPANESE],
  'pre-chat-refused': [FORCED],
};

/** The caret blinks. A page's own style wins over the one by which the chat resets what it inherits. */
const STILL = 'momento-chat { caret-color: transparent } body { margin: 0 }';

/** Compares pictures of all scenes in all their looks. */
export function takePicturesOf(
  title: string,
  scenes: readonly Scene[],
  options?: FixtureOptions,
): void {
  describe(title, () => {
    let chat: ChatFixture;

    before(async () => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: STILL }));
      await useFonts();
      chat = await startChat(options);
    });

    afterEach(async () => {
      await resetMouse();
      Reflect.deleteProperty(document, 'visibilityState');
      await chat.engine.up();
      await chat.reset();
    });

    after(() => chat.stop());

    for (const scene of scenes) {
      for (const look of scene.looks ?? [...LOOKS, ...(FURTHER[scene.name] ?? [])]) {
        it(nameOf(scene, look), () => take(chat, scene, look));
      }
    }
  });
}

function nameOf({ name }: Scene, { variant, direction, language }: Look): string {
  return `${name}-${variant}-${language ?? direction}`;
}

async function take(chat: ChatFixture, scene: Scene, look: Look): Promise<void> {
  const { variant, direction, themes, language } = look;
  const around = { ...FRAMES[variant], ...scene.frame };
  await setWindow(around);
  Object.assign(document.documentElement, {
    dir: direction,
    lang: language ?? (direction === 'rtl' ? 'ar' : 'en-GB'),
  });
  const element = document.createElement('momento-chat');
  Object.assign(element, { room: newRoom(), tokenUrl: chat.endpoint.urlFor('ada'), variant });
  if (direction === 'rtl') element.strings = EVENT_WORDS.ar?.chat;
  element.style.setProperty('--momento-chat-panel-inline-size', '340px');
  element.style.setProperty('--momento-chat-fade-after', '600s');
  await scene.prepare?.(element, chat);
  chat.adopt(element);
  element.style.blockSize = `${around.height}px`;
  if (!scene.closed) element.open();
  await element.updateComplete;
  await scene.reach?.(element, chat);
  await untilWhole(element);
  await compare(element, nameOf(scene, look), around, themes);
}

/** Until the buttons for files and emoji are there, where there will be some: their modules are loaded after the first view. */
export async function untilWhole(element: MomentoChatElement): Promise<void> {
  const composer = element.renderRoot.querySelector('momento-chat-composer');
  await composer?.updateComplete;
  const places = [...(composer?.renderRoot.querySelectorAll('.files') ?? [])];
  const awaited = places.filter((place) => place.checkVisibility());
  await until('the buttons', () => awaited.every((place) => place.querySelector('.attach')));
}
