import { createHash } from 'node:crypto';
import type { LocalMomento } from '../../src/local-momento/index.js';
import { fileKey, PART_BYTES } from '../../src/protocol/attachments.js';
import type { FileFault, FileRecord } from './evidence.js';
import type { SourceFile } from './sources.js';

interface StoredFile extends FileRecord {
  readonly id: string;
}

interface StoredMessage {
  readonly id: string;
  readonly attachments?: readonly StoredFile[];
}

/** What the engine has of the files of a room, at the moment at which a message is stored, and in the end. */
export class StoredFiles {
  /** SHA-256 of the files whose bytes no browser changes. */
  readonly hashes = new Map<string, string>();
  /** Files of which the engine did not have all bytes when their message was stored. */
  readonly early: FileFault[] = [];
  readonly #momento: LocalMomento;
  readonly #cache: string;
  readonly #room: string;
  /** Which files pages have chosen since the engine last lost its data. */
  readonly #safe = new Set<string>();
  readonly #chosen = new Set<string>();
  /** Every message with files that was ever stored, as its element. */
  readonly #messages = new Map<string, StoredMessage>();

  constructor(momento: LocalMomento, cache: string, room: string) {
    this.#momento = momento;
    this.#cache = cache;
    this.#room = room;
  }

  /** A visitor chooses a file. */
  choose(name: string, { sha256 }: SourceFile): void {
    this.#chosen.add(name);
    this.#safe.add(name);
    if (sha256 !== undefined) this.hashes.set(name, sha256);
  }

  /** The engine has lost its data. */
  lose(): void {
    this.#safe.clear();
  }

  /** Those that were chosen before the engine last lost its data. */
  get mayBeLost(): ReadonlySet<string> {
    return new Set([...this.#chosen].filter((name) => !this.#safe.has(name)));
  }

  /** A message is stored. @param element of the list */
  announce(element: string): void {
    const message = JSON.parse(element) as StoredMessage;
    if (!message.attachments) return;
    this.#messages.set(element, message);
    for (const file of message.attachments) {
      const name = baseOf(file.name);
      if (!this.#safe.has(name)) continue;
      const bytes = this.#bytesOf(file);
      const hash = createHash('sha256').update(bytes).digest('base64url');
      if (hash === file.sha256) continue;
      const fault = `${String(bytes.length)} of its ${String(file.size)} bytes`;
      this.early.push({ id: message.id, name, fault });
    }
  }

  /** Files of which the engine still has parts, although their message is in no list any more. */
  leftBeside(list: readonly string[]): FileFault[] {
    const kept = new Set(list.map((element) => (JSON.parse(element) as StoredMessage).id));
    const gone = [...this.#messages.values()].filter(({ id }) => !kept.has(id));
    return gone.flatMap(({ id, attachments = [] }) =>
      attachments
        .map((file) => ({ id, name: baseOf(file.name), bytes: this.#bytesOf(file).length }))
        .filter(({ bytes }) => bytes > 0)
        .map(({ id, name, bytes }) => ({ id, name, fault: `${String(bytes)} bytes` })),
    );
  }

  #bytesOf({ id, size }: StoredFile): Buffer {
    const parts: Uint8Array[] = [];
    for (let part = 0; part * PART_BYTES < size; part += 1) {
      const key = fileKey(this.#room, id, part);
      parts.push(this.#momento.direct.get({ cache: this.#cache, key }) ?? new Uint8Array());
    }
    return Buffer.concat(parts);
  }
}

/** What is before a name's ending: browsers store a picture as another type, perhaps. */
export function baseOf(name: string): string {
  return name.replace(/\..*$/, '');
}
