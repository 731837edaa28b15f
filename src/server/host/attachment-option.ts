import {
  DEFAULT_ATTACHMENT_BYTES,
  MAX_ATTACHMENT_BYTES,
  type AttachmentRules,
} from '../../protocol/attachments.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { FileLimits } from '../limits/file-quota.js';
import { checkedWholeNumber } from './checked-numbers.js';

/** What one visitor may use by default. */
const DEFAULT_FILES_PER_MINUTE = 30;
const DEFAULT_BYTES_PER_HOUR = 100 * 1024 * 1024;
/** How many visitors of a room may each use as much as one visitor may, by default. */
const VISITORS_PER_ROOM = 5;

/**
 * The checked option `attachments`, with defaults applied.
 *
 * @param option as the host gives it
 * @returns undefined if no files are taken
 * @throws {TypeError} naming the invalid option
 */
export function checkedAttachments(
  option: false | Partial<AttachmentRules> = {},
): AttachmentRules | undefined {
  if (option === false) return undefined;
  // A host without TypeScript may pass anything.
  const given: unknown = option;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError('unable to use attachments; it must be false or an object');
  }
  const { types = 'images', maxSize = DEFAULT_ATTACHMENT_BYTES } = ownFields(given);
  if (types !== 'images' && types !== 'any') {
    throw new TypeError(
      `unable to use attachments.types ${JSON.stringify(types)}; it must be "images" or "any"`,
    );
  }
  if (!isSize(maxSize)) {
    throw new TypeError(
      `unable to use attachments.maxSize ${String(maxSize)}; it must be a whole number from 1 to ${MAX_ATTACHMENT_BYTES}`,
    );
  }
  return Object.freeze({ types, maxSize });
}

/**
 * The checked option `attachmentLimits`, with defaults applied.
 *
 * @param option as the host gives it
 * @throws {TypeError} naming the invalid option
 */
export function checkedFileLimits(option: Partial<FileLimits> = {}): FileLimits {
  // A host without TypeScript may pass anything.
  const given: unknown = option;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError('unable to use attachmentLimits; it must be an object');
  }
  const {
    filesPerMinute = DEFAULT_FILES_PER_MINUTE,
    bytesPerHour = DEFAULT_BYTES_PER_HOUR,
    roomFilesPerMinute = ofRoom(filesPerMinute),
    roomBytesPerHour = ofRoom(bytesPerHour),
  } = ownFields<Partial<FileLimits>>(given);
  const limits = { filesPerMinute, bytesPerHour, roomFilesPerMinute, roomBytesPerHour };
  for (const [name, value] of Object.entries(limits)) {
    checkedWholeNumber(`attachmentLimits.${name}`, value, 1, Number.MAX_SAFE_INTEGER);
  }
  return Object.freeze(limits);
}

/** A room's limit, from that of one visitor. */
function ofRoom(limit: number): number {
  return Math.min(VISITORS_PER_ROOM * limit, Number.MAX_SAFE_INTEGER);
}

function isSize(value: unknown): value is number {
  return (
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ATTACHMENT_BYTES
  );
}
