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
import { readFile, storedFileId, writeFile, type FileItemStore } from '../store/file-items.js';
import type { Lease, Leases } from '../store/leases.js';
import { headerOf } from '../store/picture-check.js';
import { askAttachmentHook, type PassedFile } from './attachment-hook.js';
import type { FileAdmission } from './file-admission.js';
import type { FileCounts } from './file-counts.js';
import { outcomeOf, type HostCalls, type Rejected } from './host-call.js';
import type { Author, ModerationOptions, SubmittedAttachment } from './moderation-options.js';
import type { Submission } from './submission.js';

export interface FileWorkOptions {
  readonly host: ModerationOptions;
  readonly calls: HostCalls;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly counts: FileCounts;
  readonly admission: FileAdmission;
}

/** The message whose files are worked on. */
export interface FileTask {
  readonly store: FileItemStore;
  readonly rules: AttachmentRules;
  readonly submission: Submission;
  readonly author: Author;
  readonly lease: Lease;
}

export type FileVerdict = { readonly passes: true; readonly attachment: Attachment } | Rejected;

/** A file whose bytes are as its description says. */
type KnownFile = PassedFile & { readonly described: Attachment };

/** The lease ended, or may have: another process goes on with the message. */
export class LeaseLost extends Error {}

/** The work on the files of one message. */
export class FileWork {
  readonly #options: FileWorkOptions;
  readonly #task: FileTask;

  constructor(options: FileWorkOptions, task: FileTask) {
    this.#options = options;
    this.#task = task;
  }

  /** Brings a file to the room, if it passes. @throws LeaseLost; the store's error */
  async bring(claimed: Attachment): Promise<FileVerdict> {
    const { calls, leases, counts } = this.#options;
    const file = await this.#claimed(claimed);
    if (typeof file === 'string') {
      counts.untrue += 1;
      return { passes: false, code: file };
    }
    // The host must not take longer than the lease.
    await this.hold(calls.timeoutMs + leases.times.recording);
    const judged = await this.#judged(file);
    await this.hold(leases.times.storing);
    if (!judged.passes) return judged;
    const { described: attachment, bytes } = judged;
    await this.#store(attachment, bytes);
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

  /** The file that the sender claims to have uploaded; or why not: it is not true, or the room does not take it. */
  async #claimed(claimed: Attachment): Promise<KnownFile | 'rejected' | 'file-lost'> {
    const { id, name, type, alt } = claimed;
    const bytes = await this.#uploaded(claimed);
    if (typeof bytes === 'string') return bytes;
    const file = { bytes, name, type, alt };
    const described = await this.#described(id, file);
    return typeof described === 'object' ? { ...file, described } : 'rejected';
  }

  /** Asks the host, and counts its verdict. */
  async #judged(file: KnownFile): Promise<({ readonly passes: true } & KnownFile) | Rejected> {
    const { host, calls, clock, counts } = this.#options;
    const { room, userId, id } = this.#task.submission;
    const verdict = await counts.timed(clock, () =>
      askAttachmentHook(host, file.bytes, this.#submitted(file), calls),
    );
    if (!verdict.passes) {
      counts[outcomeOf(verdict)] += 1;
      return verdict;
    }
    const storedId = await storedFileId(room, userId, id, file.described.id);
    const described = await this.#described(storedId, verdict);
    if (typeof described !== 'object') {
      counts.failed += 1;
      const text = `unable to use the bytes of moderateAttachment(); ${described}`;
      calls.report(new TypeError(text));
      return { passes: false, code: 'moderation-failed' };
    }
    // The host may also have changed the bytes that it was given.
    counts[described.sha256 === file.described.sha256 ? 'passed' : 'replaced'] += 1;
    return { ...verdict, described };
  }

  #submitted({ name, alt, described }: KnownFile): SubmittedAttachment {
    const { submission, author } = this.#task;
    const { room, id: messageId } = submission;
    const { type, size, width, height } = described;
    return {
      ...{ messageId, room, author, name, type, size },
      ...(width === undefined || height === undefined ? {} : { width, height }),
      ...(alt === undefined ? {} : { alt }),
    };
  }

  /** The bytes that the sender has uploaded; or why not: they are not those of the description, or not all there. */
  async #uploaded(
    claimed: Attachment,
  ): Promise<Uint8Array<ArrayBuffer> | 'rejected' | 'file-lost'> {
    const { id, size, sha256: hash, url } = claimed;
    const { store, rules, submission } = this.#task;
    const { room, userId } = submission;
    // Where another server has a file, it may be another one tomorrow.
    if (url !== undefined || size > rules.maxSize) return 'rejected';
    const keyOf = (part: number): string => uploadKey(room, userId, id, part);
    const bytes = await readFile(
      store,
      keyOf,
      size,
      () => this.#step(),
      (surplus) => this.#options.admission.charge(submission, surplus),
    );
    if (bytes === 'missing') return 'file-lost';
    return bytes !== 'altered' && (await sha256(bytes)) === hash ? bytes : 'rejected';
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
