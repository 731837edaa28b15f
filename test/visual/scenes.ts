import type { MomentoChatElement } from '../../src/momento-chat.js';
import { EVENT_WORDS } from '../../demo/event-words.js';
import {
  newRoom,
  startChat,
  type ChatFixture,
  type FixtureOptions,
} from '../helpers/chat-fixture.js';
import type { State } from '../states/states.js';
import { useFonts } from './fonts.js';
import { compare, frame, FRAMES, type Direction, type Frame, type Theme } from './pictures.js';

/** A state to take pictures of. */
export interface Scene extends State {
  /** Of the window, in px, where it is not what the variant has. */
  readonly size?: Partial<Omit<Frame, 'page'>>;
  /** In which it is seen; `LOOKS` without it. */
  readonly looks?: readonly Look[];
  /** Whether a launcher or an overlay stays closed. */
  readonly closed?: boolean;
}

export interface Look {
  readonly variant: MomentoChatElement['variant'];
  readonly direction: Direction;
  readonly themes: readonly Theme[];
}

/** Inline in each theme, and in each direction, as are the other variants: so each two of these meet, and not all three. */
export const LOOKS: readonly Look[] = [
  { variant: 'inline', direction: 'ltr', themes: ['light', 'dark'] },
  { variant: 'inline', direction: 'rtl', themes: ['light'] },
  { variant: 'launcher', direction: 'ltr', themes: ['light'] },
  { variant: 'launcher', direction: 'rtl', themes: ['dark'] },
  { variant: 'overlay', direction: 'ltr', themes: ['dark'] },
  { variant: 'overlay', direction: 'rtl', themes: ['light'] },
];

/** For what is the same in a panel, and over a game. */
export const INLINE: readonly Look[] = LOOKS.filter(({ variant }) => variant === 'inline');

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
      Reflect.deleteProperty(document, 'visibilityState');
      await chat.engine.up();
      await chat.reset();
    });

    after(() => chat.stop());

    for (const scene of scenes) {
      for (const look of scene.looks ?? LOOKS) {
        it(`${scene.name}-${look.variant}-${look.direction}`, () => take(chat, scene, look));
      }
    }
  });
}

async function take(chat: ChatFixture, scene: Scene, look: Look): Promise<void> {
  const { variant, direction, themes } = look;
  const around = { ...FRAMES[variant], ...scene.size };
  await frame(around);
  Object.assign(document.documentElement, {
    dir: direction,
    lang: direction === 'rtl' ? 'ar' : 'en-GB',
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
  await compare(element, `${scene.name}-${variant}-${direction}`, around, themes);
}
