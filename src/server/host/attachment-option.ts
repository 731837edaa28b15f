import {
  DEFAULT_ATTACHMENT_BYTES,
  MAX_ATTACHMENT_BYTES,
  type AttachmentRules,
} from '../../protocol/attachments.js';
import { ownFields } from '../../protocol/own-fields.js';

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

function isSize(value: unknown): value is number {
  return (
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ATTACHMENT_BYTES
  );
}
