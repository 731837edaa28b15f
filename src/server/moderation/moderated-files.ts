import { Slots } from '../../platform/slots.js';
import type { Clock } from '../../platform/clock.js';
import {
  fileKey,
  isPictureType,
  isTypeAllowed,
  readAttachments,
  uploadKey,
  type Attachment,
  type AttachmentRules,
} from '../../protocol/attachments.js';
import { sha256 } from '../../protocol/digest.js';
import { ChatError } from '../../protocol/errors.js';
import { readPictureHeader, type PictureHeader } from '../../protocol/picture-header.js';
import {
  eraseFile,
  eraseFilesOf,
  hasFiles,
  readFile,
  storedFileId,
  writeFile,
  type FileItemStore,
} from '../store/file-items.js';
import type { Lease, Leases } from '../store/leases.js';
import { askAttachmentHook, type PassedFile } from './attachment-hook.js';
import type { Rejected } from './moderation-hook.js';
import type { Author, CheckedModerationOptions, ModerationOptions } from './moderation-options.js';
import type { Submission } from './submission.js';

/**
 * Messages with files that are worked on at a time. One file of each is in the memory, and what the host makes of it: twice
 * the room's `maxSize`.
 */
const MESSAGES_AT_A_TIME = 4;

/** What a message's files say of it. */
export type FilesVerdict =
  { readonly passes: true; readonly attachments: readonly Attachment[] | undefined } | Rejected;

export interface ModeratedFilesOptions {
  readonly host: ModerationOptions;
  readonly checked: Pick<CheckedModerationOptions, 'attachments' | 'timeoutMs'>;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly report: (error: unknown) => void;
}

/** The lease ended, or may have: another process goes on with the message. */
class LeaseLost extends Error {}

/**
 * The files of moderated rooms: reads what a message's sender has uploaded, gets the host's verdict, and stores the files that
 * pass where the room reads them. Browsers write below their upload prefix only, so no reader sees an unchecked file.
 */
export class ModeratedFiles {
  readonly #options: ModeratedFilesOptions;
  readonly #slots = new Slots(MESSAGES_AT_A_TIME);
  /** Nobody ends the wait for a place: each message takes a limited time. */
  readonly #forever = new AbortController().signal;

  constructor(options: ModeratedFilesOptions) {
    this.#options = options;
  }

  /** The files that rooms take; undefined: none, since nothing looks at them. */
  get rules(): AttachmentRules | undefined {
    return this.#options.checked.attachments;
  }

  /** Processes a message, once there is a place if it has files. The lease is to be acquired then, not before the wait. */
  async run(submission: Submission, process: () => Promise<void>): Promise<void> {
    if (submission.attachments) await this.#slots.run(this.#forever, process);
    else await process();
  }

  /**
   * Brings a message's files to the room, if all of them pass.
   *
   * @returns undefined if the lease is lost: then nothing more may be done with the message
   * @throws the store's error: the sender tries again
   */
  async bring(
    submission: Submission,
    author: Author,
    lease: Lease,
  ): Promise<FilesVerdict | undefined> {
    const { attachments } = submission;
    const { rules } = this;
    const { store } = this.#options.host;
    if (!attachments || !rules || !hasFiles(store)) {
      return { passes: true, attachments: undefined };
    }
    const work = new FileWork(this.#options, { store, rules, submission, author, lease });
    const passed: Attachment[] = [];
    try {
      for (const attachment of attachments) {
        const verdict = await work.bring(attachment);
        if (!verdict.passes) {
          await this.erase(submission.room, passed);
          return verdict;
        }
        passed.push(verdict.attachment);
      }
      await work.hold(this.#options.leases.times.recording);
    } catch (error) {
      if (error instanceof LeaseLost) return undefined;
      throw error;
    }
    return { passes: true, attachments: passed };
  }

  /** Erases files that no message has. It never rejects: nobody learns of them, and they are gone in a day. */
  async erase(room: string, attachments: readonly Attachment[] | undefined): Promise<void> {
    const { host, report } = this.#options;
    await eraseFilesOf(host.store, room, attachments).catch(report);
  }

  /** Erases what the sender has uploaded: the message is settled. It never rejects: all of it is gone in a day. */
  async eraseUploads({ room, userId, attachments = [] }: Submission): Promise<void> {
    const { host, report } = this.#options;
    for (const { id, size } of attachments) {
      const keyOf = (part: number): string => uploadKey(room, userId, id, part);
      await eraseFile(host.store, keyOf, size).catch(report);
    }
  }
}

interface Task {
  readonly store: FileItemStore;
  readonly rules: AttachmentRules;
  readonly submission: Submission;
  readonly author: Author;
  readonly lease: Lease;
}

type FileVerdict = { readonly passes: true; readonly attachment: Attachment } | Rejected;

/** The work on the files of one message. */
class FileWork {
  readonly #options: ModeratedFilesOptions;
  readonly #task: Task;

  constructor(options: ModeratedFilesOptions, task: Task) {
    this.#options = options;
    this.#task = task;
  }

  /** @throws LeaseLost; the store's error */
  async bring(claimed: Attachment): Promise<FileVerdict> {
    const { host, checked, clock, leases, report } = this.#options;
    const { submission, author } = this.#task;
    const { room, id: messageId } = submission;
    const bytes = await this.#uploaded(claimed);
    const { name, type, alt } = claimed;
    const file = bytes && { bytes, name, type, alt };
    const described = file && (await this.#described(claimed.id, file));
    // What its sender says of it is not true, or the room does not take it.
    if (!file || typeof described !== 'object') return { passes: false, code: 'rejected' };

    // The host must not take longer than the lease.
    await this.hold(checked.timeoutMs + leases.times.recording);
    const { width, height } = described;
    const verdict = await askAttachmentHook(
      host,
      file.bytes,
      {
        ...{ messageId, room, author, name, type: described.type, size: described.size },
        ...(width === undefined || height === undefined ? {} : { width, height }),
        ...(alt === undefined ? {} : { alt }),
      },
      checked.timeoutMs,
      clock,
      report,
    );
    await this.hold(leases.times.storing);
    if (!verdict.passes) return verdict;
    const id = await storedFileId(room, submission.userId, messageId, claimed.id);
    const attachment = await this.#described(id, verdict);
    if (typeof attachment !== 'object') {
      report(new TypeError(`unable to use the bytes of moderateAttachment(); ${attachment}`));
      return { passes: false, code: 'moderation-failed' };
    }
    await this.#store(attachment, verdict.bytes);
    return { passes: true, attachment };
  }

  /**
   * Makes sure that so much of the lease is left, in ms, or that it begins anew.
   *
   * @throws LeaseLost
   */
  async hold(ms: number): Promise<void> {
    const { leases } = this.#options;
    const { lease, submission } = this.#task;
    const { room, userId, id } = submission;
    if (lease.hasTimeFor(ms) || (await leases.renew(lease, room, userId, id))) return;
    throw new LeaseLost();
  }

  /** The bytes that the sender has uploaded; undefined if they are not those of the description. */
  async #uploaded(claimed: Attachment): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { id, size, sha256: hash, url } = claimed;
    const { store, rules, submission } = this.#task;
    const { room, userId } = submission;
    // Where another server has a file, it may be another one tomorrow.
    if (url !== undefined || size > rules.maxSize) return undefined;
    const keyOf = (part: number): string => uploadKey(room, userId, id, part);
    const bytes = await readFile(store, keyOf, size, () => this.#step());
    return bytes && (await sha256(bytes)) === hash ? bytes : undefined;
  }

  async #store({ id }: Attachment, bytes: Uint8Array): Promise<void> {
    const { store, submission } = this.#task;
    const keyOf = (part: number): string => fileKey(submission.room, id, part);
    await writeFile(store, keyOf, bytes, () => this.#step());
  }

  /** Before each request: a slow file outlasts many leases. */
  #step(): Promise<void> {
    const { lease } = this.#options.leases.times;
    return this.hold(lease / 2);
  }

  /** What the room's readers are told of a file; or why it has no place there. */
  async #described(id: string, file: PassedFile): Promise<Attachment | string> {
    const { rules } = this.#task;
    const { bytes, name, alt } = file;
    const size = bytes.length;
    if (size > rules.maxSize) return `${size} bytes are more than the ${rules.maxSize} of a file`;
    const header = headerOf(bytes);
    if (typeof header === 'string') return header;
    const { type, width, height } = header ?? { type: file.type };
    if (!header && isPictureType(type)) return `by the bytes it is not of the type ${type}`;
    if (!isTypeAllowed(rules, type)) return 'it is no picture, and rooms take pictures only';
    const described = { id, name, type, size, sha256: await sha256(bytes), width, height, alt };
    const [attachment] = readAttachments([described]).attachments ?? [];
    return attachment ?? 'readers could not read its description';
  }
}

/** @returns undefined for files that are no pictures; the reason if a picture cannot be shown */
function headerOf(
  bytes: Uint8Array,
): (Partial<PictureHeader> & { type: string }) | string | undefined {
  try {
    return readPictureHeader(bytes);
  } catch (error) {
    if (error instanceof ChatError) return error.message;
    throw error;
  }
}
