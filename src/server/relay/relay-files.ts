import { Slots } from '../../platform/slots.js';
import {
  FILE_TTL_SECONDS,
  fileKey,
  isPictureType,
  isTypeAllowed,
  PART_BYTES,
  uploadKey,
  type Attachment,
  type AttachmentRules,
} from '../../protocol/attachments.js';
import { sha256 } from '../../protocol/digest.js';
import { toJson } from '../../protocol/json.js';
import type { ChatMessage } from '../../protocol/message.js';
import { hasClaimedForm } from '../../protocol/picture-header.js';
import type { DownloadRequest, UploadRequest } from '../../protocol/relay.js';
import {
  eraseFile,
  eraseFilesOf,
  hasFiles,
  readFile,
  readPart,
  writeFile,
  type FileItemStore,
} from '../store/file-items.js';
import { keyOf } from '../store/leases.js';
import { headerOf } from '../store/picture-check.js';
import type { RoomStore } from '../store/room-store.js';
import { RelayRefusal, unavailable } from './relay-refusal.js';

/** Messages with files that are stored at a time. One file of each is in the memory. */
const MESSAGES_AT_A_TIME = 4;

/** The message that files go with. */
export interface FilesOwner {
  readonly room: string;
  /** Of its author, by the relay's word. */
  readonly userId: string;
  readonly messageId: string;
}

/**
 * The files of rooms. A visitor stores the parts at a place of their own. A moderator reads them there. In a direct room the
 * relay itself compares them with the message, and then copies them to the place where the room's readers fetch them. So no
 * reader sees an unchecked file, and no upload changes a file that a message has.
 */
export class RelayFiles {
  readonly #store: FileItemStore | undefined;
  readonly #report: (error: unknown) => void;
  readonly #slots = new Slots(MESSAGES_AT_A_TIME);
  /** Nobody ends the wait for a place: each message takes a limited time. */
  readonly #forever = new AbortController().signal;
  /** Parts that are being fetched: many readers ask for a new picture at once. */
  readonly #fetches = new Map<string, Promise<Uint8Array | undefined>>();

  constructor(store: RoomStore, report: (error: unknown) => void) {
    this.#store = hasFiles(store) ? store : undefined;
    this.#report = report;
  }

  /** Stores, or deletes, one part of a visitor's upload. @throws RelayRefusal `unavailable` */
  async put(userId: string, { room, id, part, bytes }: UploadRequest): Promise<void> {
    const key = uploadKey(room, userId, id, part);
    await this.#call('store a file', async (store) => {
      if (bytes) await store.setBytes(key, bytes, FILE_TTL_SECONDS);
      else await store.delete(key);
    });
  }

  /** One part of a file of the room; undefined if it is not stored, or no part. @throws RelayRefusal `unavailable` */
  async get({ room, id, part }: DownloadRequest): Promise<Uint8Array | undefined> {
    const key = fileKey(room, id, part);
    const bytes = await this.#call('fetch a file', (store) => this.#fetch(store, key));
    // A browser with a token of the room may have stored anything there.
    return bytes && bytes.length <= PART_BYTES ? bytes : undefined;
  }

  /** Runs an operation on a message's files once there is a place. A lease is to be acquired then, not before the wait. */
  inTurn<T>(operation: () => Promise<T>): Promise<T> {
    return this.#slots.run(this.#forever, operation);
  }

  /**
   * Brings what a visitor has uploaded to the room. It can be repeated.
   *
   * @param step called before each request; if it rejects, so does the result
   * @throws RelayRefusal `file-lost`, `file-refused`; the store's error
   */
  async bring(
    owner: FilesOwner,
    attachments: readonly Attachment[],
    step: () => Promise<void>,
  ): Promise<void> {
    const store = this.#store;
    if (!store) throw unavailable('store a file');
    const { room, userId } = owner;
    const brought: Attachment[] = [];
    try {
      for (const attachment of attachments) {
        const { id, size } = attachment;
        await step();
        await this.#claim(store, owner, attachment);
        const uploaded = (part: number): string => uploadKey(room, userId, id, part);
        const inRoom = (part: number): string => fileKey(room, id, part);
        const upload = await readFile(store, uploaded, size, step);
        // An earlier try may have brought it, and deleted the upload.
        const bytes =
          typeof upload === 'string' ? await readFile(store, inRoom, size, step) : upload;
        if (typeof bytes === 'string')
          throw new RelayRefusal('file-lost', fault('not all of it is stored'));
        await checkBytes(attachment, bytes);
        if (bytes !== upload) continue;
        brought.push(attachment);
        await writeFile(store, inRoom, bytes, step);
      }
    } catch (error) {
      if (error instanceof RelayRefusal) {
        await eraseFilesOf(store, room, brought).catch(this.#report);
      }
      throw error;
    }
  }

  /** Deletes what a visitor has uploaded for a message. It never rejects: all of it is gone in a day. */
  async eraseUploads(
    { room, userId }: FilesOwner,
    attachments: readonly Attachment[],
  ): Promise<void> {
    for (const { id, size } of attachments) {
      const keyOfPart = (part: number): string => uploadKey(room, userId, id, part);
      await this.#call('remove a file', (store) => eraseFile(store, keyOfPart, size)).catch(
        () => undefined,
      );
    }
  }

  /** Deletes the files of removed messages, and none that belongs to another message. @throws the store's error */
  async erase(room: string, messages: readonly ChatMessage[]): Promise<void> {
    const store = this.#store;
    if (!store) return;
    for (const { id: messageId, author, attachments = [] } of messages) {
      for (const attachment of attachments) {
        const owner = await store.get(ownerKey(room, attachment));
        const isOwn = owner === undefined || owner === ownerOf(author.id ?? '', messageId);
        if (isOwn) await eraseFilesOf(store, room, [attachment]);
      }
    }
  }

  /** Makes a file's id belong to the message for good: no other message's file can take its place. */
  async #claim(
    store: FileItemStore,
    { room, userId, messageId }: FilesOwner,
    attachment: Attachment,
  ): Promise<void> {
    const key = ownerKey(room, attachment);
    const own = ownerOf(userId, messageId);
    let owner = await store.get(key);
    if (owner === undefined) {
      // A browser with a token of the room stores its files without a claim.
      const isTaken = (await readPart(store, fileKey(room, attachment.id, 0))) !== undefined;
      if (isTaken) throw refused('the room has another file with its id');
      if (await store.setIfAbsent(key, own, FILE_TTL_SECONDS)) return;
      owner = await store.get(key);
    }
    if (owner !== own) throw refused('another message has it');
  }

  /** What a running fetch does not find may have been stored since it began. */
  async #fetch(store: FileItemStore, key: string): Promise<Uint8Array | undefined> {
    const known = await this.#fetches.get(key);
    if (known) return known;
    const fetch = readPart(store, key).finally(() => {
      if (this.#fetches.get(key) === fetch) this.#fetches.delete(key);
    });
    this.#fetches.set(key, fetch);
    return fetch;
  }

  async #call<T>(doing: string, operation: (store: FileItemStore) => Promise<T>): Promise<T> {
    if (!this.#store) throw unavailable(doing);
    try {
      return await operation(this.#store);
    } catch (error) {
      this.#report(error);
      throw unavailable(doing);
    }
  }
}

/** Refuses a description that no bytes could make valid. @throws RelayRefusal `file-refused` */
export function checkDescriptions(
  attachments: readonly Attachment[],
  rules: AttachmentRules,
): void {
  for (const { url, size, type } of attachments) {
    // Where another server has a file, it may be another one tomorrow.
    if (url !== undefined) throw refused('the relay has not stored it');
    if (size > rules.maxSize) throw refused(`it exceeds ${rules.maxSize} bytes`);
    if (!isTypeAllowed(rules, type)) throw refused('the room takes pictures only');
  }
}

/** The message stays as it was sent: so the relay refuses a description, and does not correct it. @throws RelayRefusal */
async function checkBytes(attachment: Attachment, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { type, sha256: hash, width } = attachment;
  if ((await sha256(bytes)) !== hash) throw refused('its bytes are not those of its hash');
  const header = headerOf(bytes);
  if (typeof header === 'string') throw refused('its header is broken');
  const isAsClaimed = header ? header.type === type : !isPictureType(type);
  if (!isAsClaimed) throw refused(`by its bytes it is not of the type ${type}`);
  const sides = { width: header?.width ?? 0, height: header?.height ?? 0 };
  if (header && width !== undefined && !hasClaimedForm(sides, attachment)) {
    throw refused('its sides are others');
  }
}

function ownerKey(room: string, { id }: Attachment): string {
  return keyOf('file-owner', room, id);
}

function ownerOf(userId: string, messageId: string): string {
  return toJson([userId, messageId]);
}

function refused(reason: string): RelayRefusal {
  return new RelayRefusal('file-refused', fault(reason));
}

function fault(reason: string): string {
  return `unable to send a file; ${reason}.`;
}
