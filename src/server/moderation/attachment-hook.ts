import { askHost, readVerdict, type HostCalls, type Rejected } from './host-call.js';
import type { ModerationOptions, SubmittedAttachment } from './moderation-options.js';

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
 * @returns the same bytes if the host gives no others
 */
export function askAttachmentHook(
  host: Pick<ModerationOptions, 'moderateAttachment'>,
  bytes: Uint8Array<ArrayBuffer>,
  file: SubmittedAttachment,
  calls: HostCalls,
): Promise<AttachmentHookVerdict> {
  return askHost(calls, 'moderateAttachment', async (context) => {
    if (!host.moderateAttachment) throw new TypeError('unable to look at a file; no function does');
    return verdictOf(bytes, file, await host.moderateAttachment(bytes, file, context));
  });
}

function verdictOf(
  own: Uint8Array<ArrayBuffer>,
  file: SubmittedAttachment,
  verdict: unknown,
): AttachmentHookVerdict {
  return readVerdict<AttachmentHookVerdict>(verdict, {
    name: 'moderateAttachment',
    content: 'bytes',
    unchanged: { passes: true, bytes: own, type: file.type, name: file.name, alt: file.alt },
    changed({ bytes, type = file.type, name = file.name, alt = file.alt }) {
      const isNamed =
        typeof type === 'string' &&
        typeof name === 'string' &&
        (alt === undefined || typeof alt === 'string');
      if (!(bytes instanceof Uint8Array) || !isNamed) return undefined;
      // A copy: the host may use its memory again.
      return { passes: true, bytes: new Uint8Array(bytes), type, name, alt };
    },
  });
}
