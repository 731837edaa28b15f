import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { MODES, serve, type ServedRoom } from './modes.js';
import { promise, type PromiseName } from './promises.js';

/** A sender in a moderated room asks again after 20 s. */
export const PATIENCE_MS = 45_000;

/** A room in some mode, with two who are connected to it. */
export interface World {
  readonly chat: ChatFixture;
  readonly room: string;
  readonly served: ServedRoom;
  readonly ada: MomentoChatElement;
  readonly grace: MomentoChatElement;
}

type Test = (world: World) => Promise<void>;

/** Tests promises over the real wire of each mode. */
export function inEveryMode(what: string, promises: Partial<Record<PromiseName, Test>>): void {
  for (const mode of MODES) {
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
}

export function untilSent({ ada }: World): Promise<void> {
  return until('all to be sent', () => ada.pending.length === 0, PATIENCE_MS);
}

/** Waits longer than for a render: a silent stream is noticed after a while only. */
export function untilMessage(element: MomentoChatElement, text: string): Promise<void> {
  const shows = (): boolean => element.messages.some((message) => message.text === text);
  return until(`the message ${text}`, shows, PATIENCE_MS);
}

export async function expectShown(world: World, texts: readonly string[]): Promise<void> {
  await untilSent(world);
  await untilShown(world.ada, texts);
  await untilShown(world.grace, texts);
}

/** Seen once by everybody, by a newcomer too, and stored once. */
export async function expectAll(world: World, texts: readonly string[]): Promise<void> {
  await expectShown(world, texts);
  await untilShown(world.served.open('edsger'), texts);
  expect(await world.chat.storedTexts(world.room)).to.deep.equal(texts);
}
