import { Slots } from '../../platform/slots.js';
import type { Clock } from '../../platform/clock.js';
import { uploadKey, type Attachment, type AttachmentRules } from '../../protocol/attachments.js';
import { eraseFile, eraseFilesOf, hasFiles } from '../store/file-items.js';
import type { Lease, Leases } from '../store/leases.js';
import { FileAdmission } from './file-admission.js';
import { FileCounts } from './file-counts.js';
import { FileWork, LeaseLost } from './file-work.js';
import type { HostCalls } from './host-call.js';
import type { Author, CheckedModerationOptions, ModerationOptions } from './moderation-options.js';
import type { Refusal } from './rejections.js';
import type { Submission } from './submission.js';

/**
 * Messages with files that are worked on at a time. One file of each is in the memory, and what the host makes of it: twice
 * the room's `maxSize`.
 */
const MESSAGES_AT_A_TIME = 4;

/** What a message's files say of it. */
export type FilesVerdict =
  | { readonly passes: true; readonly attachments: readonly Attachment[] | undefined }
  | ({ readonly passes: false } & Refusal);

export interface ModeratedFilesOptions {
  readonly host: ModerationOptions;
  readonly checked: Pick<CheckedModerationOptions, 'attachments' | 'attachmentLimits'>;
  readonly clock: Clock;
  readonly calls: HostCalls;
  readonly leases: Leases;
  readonly report: (error: unknown) => void;
}

/**
 * The files of moderated rooms: reads what a message's sender has uploaded, gets the host's verdict, and stores the files that
 * pass where the room reads them. Browsers write below their upload prefix only, so no reader sees an unchecked file.
 */
export class ModeratedFiles {
  readonly #options: ModeratedFilesOptions;
  readonly #slots = new Slots(MESSAGES_AT_A_TIME);
  /** Nobody ends the wait for a place: each message takes a limited time. */
  readonly #forever = new AbortController().signal;

  readonly counts = new FileCounts();
  readonly #admission: FileAdmission;

  constructor(options: ModeratedFilesOptions) {
    const { checked } = options;
    this.#options = options;
    this.#admission = new FileAdmission({ ...options, limits: checked.attachmentLimits });
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
   * Counts a message's files, unless they are counted already.
   *
   * @returns why they are not looked at, if they are more than their sender or the room may have
   */
  admit(submission: Submission): Refusal | undefined {
    return this.#noted(submission, this.#admission.admit(submission));
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
    const refusal = this.#noted(submission, this.#admission.use(submission));
    if (refusal) return { passes: false, ...refusal };
    const shared = { ...this.#options, counts: this.counts, admission: this.#admission };
    const work = new FileWork(shared, { store, rules, submission, author, lease });
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

  /**
   * Erases what the sender has uploaded: the message is settled. It never rejects: all of it is gone in a day. So are files
   * that a sender only claims to have, beyond what an hour's limits allow.
   */
  async eraseUploads(submission: Submission): Promise<void> {
    const { room, userId, attachments = [] } = submission;
    const { host, report } = this.#options;
    for (const { id, size } of attachments) {
      if (!this.#admission.mayErase(submission, size)) return;
      const keyOf = (part: number): string => uploadKey(room, userId, id, part);
      await eraseFile(host.store, keyOf, size).catch(report);
    }
  }

  #noted({ attachments = [] }: Submission, refusal: Refusal | undefined): Refusal | undefined {
    if (refusal) this.counts.rateLimited += attachments.length;
    return refusal;
  }
}
