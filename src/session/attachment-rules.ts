import {
  DEFAULT_ATTACHMENT_BYTES,
  MAX_ATTACHMENT_BYTES,
  type AttachmentRules,
} from '../protocol/attachments.js';
import { ownFields } from '../protocol/own-fields.js';

/**
 * What a server says of the files that it takes; undefined where it takes none. Broken rules, and those of a later
 * version, are no reason to refuse the visitor: without files the chat works.
 *
 * @param value may be anything
 */
export function parseAttachmentRules(value: unknown): AttachmentRules | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { types, maxSize = DEFAULT_ATTACHMENT_BYTES } = ownFields(value);
  if (types !== 'images' && types !== 'any') return undefined;
  if (typeof maxSize !== 'number' || !(maxSize >= 1)) return undefined;
  return Object.freeze({ types, maxSize: Math.min(Math.floor(maxSize), MAX_ATTACHMENT_BYTES) });
}
