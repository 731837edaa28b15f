import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { ChatFixture } from '../helpers/chat-fixture.js';
import { startModerator } from '../helpers/moderator-client.js';
import { openRelay } from '../helpers/relay-page.js';

export const MODES = ['direct', 'moderated', 'relay'] as const;
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
  const open = (user: string): MomentoChatElement => chat.open({ room, user });
  if (mode === 'direct') return { open, stop: () => Promise.resolve() };
  await chat.endpoint.behave({ mode });
  const moderator = await startModerator(chat.engine.grpcPort, room);
  return { open, stop: () => moderator.stop() };
}
