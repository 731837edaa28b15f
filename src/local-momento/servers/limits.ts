import { MAX_ITEM_BYTES } from '../engine/limits.js';

const MIB = 1024 * 1024;

/**
 * Bytes of one request on the wire: the largest item, and room for its key and its framing. The
 * service's own limit is not published; this one keeps a request from filling the memory.
 */
export const MAX_REQUEST_BYTES = MAX_ITEM_BYTES + MIB;

/** The same limit in base64, which encodes three bytes as four characters. */
export const MAX_BASE64_REQUEST_BYTES = Math.ceil((MAX_REQUEST_BYTES * 4) / 3);

/**
 * Bytes that may be queued for a subscriber that reads too slowly, or not at all, before another
 * message is written. Beyond it the connection is cut, and the subscriber resumes from the backlog.
 * One message may be larger. A limit of this engine, not of the service.
 */
export const MAX_UNREAD_BYTES = 4 * MIB;
