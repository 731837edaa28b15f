import { vi } from 'vitest';
import { fileKey, uploadKey, type Attachment } from '../../src/protocol/attachments.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { partsOf, type SentFile } from '../helpers/sent-files.js';
import { setUp as setUpRoom } from './moderation-fixture.js';

export type Hook = NonNullable<ModerationOptions['moderateAttachment']>;

/** A room whose moderator looks at files; Ada has uploaded some. */
export function setUp(options: Partial<ModerationOptions> = {}) {
  const room = setUpRoom();
  const { memory } = room;
  const filesOf = (kind: string): string[] =>
    [...memory.files.keys()].filter((key) => key.startsWith(`momento-chat/${kind}/`));
  return {
    ...room,
    start: (hook: Hook = () => undefined) => {
      const moderateAttachment = vi.fn<Hook>(hook);
      return { moderateAttachment, ...room.start({ ...options, moderateAttachment }) };
    },
    upload: (...files: readonly SentFile[]): readonly Attachment[] => {
      for (const { attachment, bytes } of files) {
        for (const [part, content] of partsOf(bytes).entries()) {
          memory.files.set(uploadKey('lobby', 'ada', attachment.id, part), content);
        }
      }
      return files.map(({ attachment }) => attachment);
    },
    uploads: () => filesOf('upload'),
    files: () => filesOf('file'),
    /** The bytes of a file as readers get them. */
    shown: ({ id, size }: Attachment): Uint8Array => {
      const parts = partsOf(new Uint8Array(size));
      return Buffer.concat(
        parts.map((_, part) => memory.files.get(fileKey('lobby', id, part)) ?? new Uint8Array()),
      );
    },
  };
}

/** The files of a message, as readers get them. */
export function attachmentsIn(item: Record<string, unknown> | undefined): readonly Attachment[] {
  return (item?.attachments ?? []) as readonly Attachment[];
}
