import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { ChatFixture } from '../helpers/chat-fixture.js';
import { openRelay } from '../helpers/relay-page.js';

export const MODES = ['direct', 'relay'] as const;
export type Mode = (typeof MODES)[number];

/** A room in one of the modes, with all that serves it. */
export interface ServedRoom {
  open(user: string): MomentoChatElement;
  stop(): Promise<void>;
}

export async function serve(mode: Mode, chat: ChatFixture, room: string): Promise<ServedRoom> {
  if (mode === 'relay') {
    const relay = await openRelay(chat);
    return { open: (user) => relay.open({ room, user }), stop: () => relay.stop() };
  }
  return { open: (user) => chat.open({ room, user }), stop: () => Promise.resolve() };
}
