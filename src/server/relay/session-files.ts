import type { Socket } from 'socket.io';
import type { AttachmentRules } from '../../protocol/attachments.js';
import { PART_BYTES, partCount } from '../../protocol/attachments.js';
import type { DownloadAnswer } from '../../protocol/relay.js';
import { tooFast } from './relay-guard.js';
import { RelayRefusal } from './relay-refusal.js';
import { readDownload, readUpload, type RelayEvent } from './relay-request.js';
import type { RelayServices } from './relay-services.js';
import type { Transferrer } from './transfer-guard.js';

/**
 * The least `maxHttpBufferSize`, in bytes, with which a client can send a part: over HTTP its bytes are a text of base64, 4
 * characters for 3 bytes.
 */
export const MAX_PART_PACKET_BYTES = 73_728;

/** Requests of one socket that are worked on at a time: as many parts are in the memory. The chat needs eight. */
const MAX_AT_A_TIME = 16;

export interface SessionFilesOptions {
  readonly services: Pick<RelayServices, 'files' | 'transfers'>;
  readonly by: Transferrer;
  /** The files that a room takes which the socket has joined; undefined: none. @throws RelayRefusal */
  readonly rulesIn: (room: string) => AttachmentRules | undefined;
  /** @throws RelayRefusal if the visitor may not write in the room */
  readonly requireWriter: (room: string) => void;
}

/** The files that one socket sends and fetches, part by part. */
export class SessionFiles {
  readonly #options: SessionFilesOptions;
  #running = 0;

  constructor(options: SessionFilesOptions) {
    this.#options = options;
  }

  async upload({ fields }: RelayEvent): Promise<{ readonly ok: true }> {
    const request = readUpload(fields);
    const { room, part, bytes } = request;
    const { services, by, requireWriter } = this.#options;
    requireWriter(room);
    const { maxSize } = this.#rulesIn(room);
    if (part >= partCount({ size: maxSize })) {
      const text = `unable to store a file; it exceeds ${maxSize} bytes.`;
      throw new RelayRefusal('file-refused', text);
    }
    await this.#run(() => {
      services.transfers.takeUpload(by, room, bytes?.length ?? 0);
      return services.files.put(by.visitor, request);
    });
    return { ok: true };
  }

  async download({ fields }: RelayEvent): Promise<DownloadAnswer> {
    const request = readDownload(fields);
    const { services, by } = this.#options;
    this.#rulesIn(request.room);
    const bytes = await this.#run(() => {
      services.transfers.takeDownload(by, PART_BYTES);
      return services.files.get(request);
    });
    return { ok: true, ...(bytes && { bytes }) };
  }

  #rulesIn(room: string): AttachmentRules {
    const rules = this.#options.rulesIn(room);
    if (rules) return rules;
    throw new RelayRefusal('file-refused', 'unable to do that; the room takes no files.');
  }

  async #run<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#running >= MAX_AT_A_TIME) throw tooFast(1_000);
    this.#running += 1;
    try {
      return await operation();
    } finally {
      this.#running -= 1;
    }
  }
}

/** Whether a socket's server accepts packets that are large enough. */
export function acceptsParts({ nsp }: Socket): boolean {
  const { maxHttpBufferSize = Infinity } = nsp.server.engine.opts;
  return maxHttpBufferSize >= MAX_PART_PACKET_BYTES;
}
