import type { ChatElement } from '../../src/momento-chat.js';
import type { ChatFixture } from '../helpers/chat-fixture.js';
import { startModerator } from '../helpers/moderator-client.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

export const MODES = ['direct', 'moderated', 'relay'] as const;
export type Mode = (typeof MODES)[number];

/** A room in one of the modes, with its servers. */
export interface ServedRoom {
  /** The behaviour that the mode requires of the token endpoint. */
  readonly behaviour: { readonly mode?: 'moderated' };
  readonly relay?: TestRelay;
  open(user: string): ChatElement;
  /** The moderator takes a message back. */
  remove?(id: string): Promise<void>;
  stop(): Promise<void>;
}

export async function serve(mode: Mode, chat: ChatFixture, room: string): Promise<ServedRoom> {
  if (mode === 'relay') {
    const relay = await openRelay(chat);
    const open = (user: string): ChatElement => relay.open({ room, user });
    return { behaviour: {}, relay, open, stop: () => relay.stop() };
  }
  const open = (user: string): ChatElement => chat.open({ room, user });
  if (mode === 'direct') return { behaviour: {}, open, stop: () => Promise.resolve() };
  const behaviour = { mode };
  await chat.endpoint.behave(behaviour);
  const moderator = await startModerator(chat.engine.grpcPort, room);
  const remove = (id: string): Promise<void> => moderator.remove(room, id);
  return { behaviour, open, remove, stop: () => moderator.stop() };
}
