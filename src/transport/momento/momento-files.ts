import { CacheGetResponse, CacheSetResponse, type CacheClient } from '@gomomento/sdk-web';
import { FILE_TTL_SECONDS, fileKey, uploadKey } from '../../protocol/attachments.js';
import { RoomRules } from '../../protocol/room-rules.js';
import type { Session } from '../../session/session.js';
import type { FileStore } from '../transport.js';
import { toChatError } from './momento-errors.js';

/** What is left of a removed part: one byte, for a second. It takes no further call of the SDK's in the bundle. */
const NOTHING = Uint8Array.of(0);
const SHORTEST_TTL_SECONDS = 1;

type Call = <Response>(call: (cache: CacheClient) => Promise<Response>) => Promise<Response>;

/**
 * A room's files as items of its cache. In a moderated room a visitor writes to a place of their own, which no other reads:
 * the moderator brings what passes to the room.
 */
export class MomentoFiles implements FileStore {
  readonly #session: Session;
  readonly #call: Call;

  constructor(session: Session, call: Call) {
    this.#session = session;
    this.#call = call;
  }

  put(id: string, part: number, bytes: Uint8Array): Promise<void> {
    return this.#set(id, part, bytes, FILE_TTL_SECONDS);
  }

  remove(id: string, part: number): Promise<void> {
    return this.#set(id, part, NOTHING, SHORTEST_TTL_SECONDS);
  }

  async get(id: string, part: number): Promise<Uint8Array | undefined> {
    const { room, cacheName } = this.#session;
    const response = await this.#call((cache) => cache.get(cacheName, fileKey(room, id, part)));
    switch (response.type) {
      case CacheGetResponse.Hit:
        return response.valueUint8Array();
      case CacheGetResponse.Miss:
        return undefined;
      case CacheGetResponse.Error:
        throw toChatError('fetch a file', response);
    }
  }

  async #set(id: string, part: number, bytes: Uint8Array, ttl: number): Promise<void> {
    const { room, cacheName, mode, user } = this.#session;
    const key = new RoomRules(mode).serverWrites
      ? uploadKey(room, user.id, id, part)
      : fileKey(room, id, part);
    const response = await this.#call((cache) => cache.set(cacheName, key, bytes, { ttl }));
    if (response.type === CacheSetResponse.Error) throw toChatError('store a file', response);
  }
}
