import type { DownloadRequest, UploadRequest } from '../../protocol/relay.js';
import type { FileStore } from '../transport.js';
import type { RelayLink } from './relay-link.js';

/** A room's files, over the relay. */
export class RelayFiles implements FileStore {
  readonly #ask: RelayLink['ask'];
  #last: Promise<unknown> = Promise.resolve();

  constructor(ask: RelayLink['ask']) {
    this.#ask = ask;
  }

  /** One part at a time: on a slow link the relay's pings have to wait for more, and it would close the connection. */
  put(id: string, part: number, bytes: Uint8Array): Promise<void> {
    return this.#upload({ id, part, bytes }, 'store a file');
  }

  async get(id: string, part: number): Promise<Uint8Array | undefined> {
    const request: Omit<DownloadRequest, 'room'> = { id, part };
    const { bytes } = await this.#ask('download', request, 'fetch a file');
    return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : undefined;
  }

  remove(id: string, part: number): Promise<void> {
    return this.#upload({ id, part, bytes: null }, 'remove a file');
  }

  /** Behind those before it: a part that is removed would be stored after that. */
  async #upload(request: Omit<UploadRequest, 'room'>, doing: string): Promise<void> {
    const answer = this.#last.then(() => this.#ask('upload', request, doing));
    this.#last = answer.catch(() => undefined);
    await answer;
  }
}
