import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { MODES, serve, type Mode, type ServedRoom } from './modes.js';
import { promise, type PromiseName } from './promises.js';

/** The longest wait, in ms: a sender in a moderated room retries after 20 s. */
export const TIMEOUT_MS = 45_000;

/** A room in one mode, with two connected visitors. */
export interface World {
  readonly chat: ChatFixture;
  readonly room: string;
  readonly served: ServedRoom;
  readonly ada: ChatElement;
  readonly grace: ChatElement;
}

type Test = (world: World) => Promise<void>;

export type Promises = Partial<Record<PromiseName, Test>>;

/** Tests promises over the real wire of each mode. */
export function inEveryMode(what: string, promises: Promises): void {
  for (const mode of MODES) inMode(mode, what, promises);
}

/** Tests promises over the real wire of one mode. */
export function inMode(mode: Mode, what: string, promises: Promises): void {
  describe(`${what} in a room that is ${mode}`, () => {
    let chat: ChatFixture;
    let world: World;

    before(async () => {
      chat = await startChat();
    });

    beforeEach(async () => {
      const room = newRoom();
      const served = await serve(mode, chat, room);
      const ada = served.open('ada');
      const grace = served.open('grace');
      world = { chat, room, served, ada, grace };
      await untilStatus(ada, 'connected');
      await untilStatus(grace, 'connected');
    });

    afterEach(async () => {
      chat.closeAll();
      await world.served.stop();
      await chat.reset();
    });

    after(() => chat.stop());

    for (const [name, test] of Object.entries(promises)) {
      promise(name as PromiseName, mode, () => test(world));
    }
  });
}

export function untilSent({ ada }: World): Promise<void> {
  return until('all to be sent', () => ada.pending.length === 0, TIMEOUT_MS);
}

/**
 * Waits for a few heartbeats, which tell their pace. A stream that has not heard them counts as silent after half a
 * minute only.
 */
export function heartbeats(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_000));
}

/** Waits longer than for a render: a silent stream is noticed after a while only. */
export function untilMessage(element: ChatElement, text: string): Promise<void> {
  const shows = (): boolean => element.messages.some((message) => message.text === text);
  return until(`the message ${text}`, shows, TIMEOUT_MS);
}

export async function expectShown(world: World, texts: readonly string[]): Promise<void> {
  await untilSent(world);
  await untilShown(world.ada, texts);
  await untilShown(world.grace, texts);
}

/** Expects every visitor, and one who joins now, to show these messages once, and the list to store them once. */
export async function expectAll(world: World, texts: readonly string[]): Promise<void> {
  await expectShown(world, texts);
  await untilShown(world.served.open('edsger'), texts);
  expect(await world.chat.storedTexts(world.room)).to.deep.equal(texts);
}
