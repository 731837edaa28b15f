import { CACHE, type ChatFixture } from './chat-fixture.js';

/** Publishes to a room's topic without an SDK, as an older version of the element or another program does. */
export async function publish(
  chat: ChatFixture,
  room: string,
  text: string,
  tokenId?: string,
): Promise<void> {
  await chat.engine.publish({ cache: CACHE, topic: room, text, ...(tokenId ? { tokenId } : {}) });
}

/** The stored payloads of a room. */
export function pushed(chat: ChatFixture, room: string): Promise<string[]> {
  return chat.engine.list({ cache: CACHE, list: room });
}
