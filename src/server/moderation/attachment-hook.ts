import { withDeadline, type Clock } from '../../platform/clock.js';
import { fieldsOf, rejected, type Rejected } from './moderation-hook.js';
import type {
  AttachmentVerdict,
  ModerationContext,
  ModerationOptions,
  SubmittedAttachment,
} from './moderation-options.js';

/** What becomes of a file that passes; no more is known of it than the host says. */
export interface PassedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly name: string;
  readonly alt: string | undefined;
}

export type AttachmentHookVerdict = ({ readonly passes: true } & PassedFile) | Rejected;

/**
 * Asks the host for a verdict on a file. It never rejects: if the host fails, the file does not pass.
 *
 * @param bytes the host may change them
 * @param report receives the errors of the host's function
 */
export async function askAttachmentHook(
  host: Pick<ModerationOptions, 'moderateAttachment'>,
  bytes: Uint8Array<ArrayBuffer>,
  file: SubmittedAttachment,
  timeoutMs: number,
  clock: Clock,
  report: (error: unknown) => void,
): Promise<AttachmentHookVerdict> {
  const ask = async (signal: AbortSignal): Promise<AttachmentHookVerdict> => {
    const context: ModerationContext = { signal };
    if (!host.moderateAttachment) throw new TypeError('unable to look at a file; no function does');
    return verdictOf(bytes, file, await host.moderateAttachment(bytes, file, context));
  };
  try {
    return await withDeadline(clock, timeoutMs, new AbortController().signal, timeoutError, ask);
  } catch (error) {
    report(error);
    return { passes: false, code: 'moderation-failed' };
  }
}

function timeoutError(): Error {
  return new Error('unable to moderate a file; moderateAttachment() took too long');
}

function verdictOf(
  own: Uint8Array<ArrayBuffer>,
  file: SubmittedAttachment,
  verdict: AttachmentVerdict | void,
): AttachmentHookVerdict {
  if (verdict === undefined || verdict === null) {
    const { type, name, alt } = file;
    return { passes: true, bytes: own, type, name, alt };
  }
  const {
    bytes,
    reject,
    type = file.type,
    name = file.name,
    alt = file.alt,
  } = fieldsOf(verdict, 'moderateAttachment()');
  // Checked first: a verdict with both `reject` and `bytes` is a rejection.
  if (typeof reject === 'string') return rejected(reject);
  const isNamed =
    typeof type === 'string' &&
    typeof name === 'string' &&
    (alt === undefined || typeof alt === 'string');
  if (reject === undefined && bytes instanceof Uint8Array && isNamed) {
    // A copy: the host may use its memory again.
    return { passes: true, bytes: new Uint8Array(bytes), type, name, alt };
  }
  throw new TypeError(
    'unable to use the return value of moderateAttachment(); it is neither nothing, nor bytes, nor a reason to reject',
  );
}
