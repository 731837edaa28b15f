import { visible } from './blank.js';
import { isMessageId } from './ids.js';
import { toJson } from './json.js';
import { ownFields } from './own-fields.js';
import { RESERVED_PREFIX } from './room-name.js';

/** A file that goes with a message. Its bytes are stored apart from it: as items of the room's cache, or by the host. */
export interface Attachment {
  /** Unique; made by the sender, as a message's id is. */
  readonly id: string;
  /** The file's name, fit to be shown: no path, and nothing that cannot be seen. The writer chose it. */
  readonly name: string;
  /** The MIME type, in lower case. A claim: what is shown inline is decided by the bytes. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, as 43 characters of base64url: they are compared with it before anything is shown. */
  readonly sha256: string;
  /** Of a picture, in pixels: its space is reserved with them. Missing for other files. */
  readonly width?: number;
  readonly height?: number;
  /** A picture's description, for people who cannot see it. */
  readonly alt?: string;
  /** Where a host's own storage has it. Missing where the room's cache has it. */
  readonly url?: string;
}

/** What a room takes. Missing in a session whose room takes no files. */
export interface AttachmentRules {
  /** `images`: pictures that browsers show. `any`: other files as well, which are only downloaded. */
  readonly types: 'images' | 'any';
  /** Bytes of one file. */
  readonly maxSize: number;
}

/** Files of one message at most: with their descriptions they have to fit in a topic item, with its text. */
export const MAX_ATTACHMENTS = 10;

/** The largest file, in bytes. The service takes items of 5 MB; larger files would need another store. */
export const MAX_ATTACHMENT_BYTES = 5 * 1024 * 1024;

/** The default of a room's limit, in bytes. */
export const DEFAULT_ATTACHMENT_BYTES = 1024 * 1024;

/**
 * Bytes of one part: a file is stored as items of this size, the last one shorter. So there is progress to show, and a
 * slow link breaks one part only. The SDK passes each byte as an argument of one call, and WebKit takes 65,536 of these.
 */
export const PART_BYTES = 48 * 1024;

/** How long a file is kept, in seconds: the longest time to live of an item (a limit of the service). Reading renews nothing. */
export const FILE_TTL_SECONDS = 86_400;

/** The longest side of a picture, in pixels; a header that claims more is not believed. */
export const MAX_SIDE = 16_384;

/** In characters. */
const MAX_NAME_LENGTH = 80;
const MAX_ALT_LENGTH = 300;
/** In UTF-16 code units. */
const MAX_URL_LENGTH = 512;

const TYPE = /^[a-z]+\/[a-z0-9.+-]{1,60}$/;
const SHA256 = /^[\w-]{43}$/;

/** How many parts a file of this size has. */
export function partCount({ size }: Pick<Attachment, 'size'>): number {
  return Math.ceil(size / PART_BYTES);
}

/** Whether it is shown as a picture. SVG is not: it is a document, which may hold scripts. */
export function isPicture({ type, width, height }: Attachment): boolean {
  return isPictureType(type) && width !== undefined && height !== undefined;
}

/** Whether all browsers show pictures of this type. */
export function isPictureType(type: string): boolean {
  return /^image\/(?:png|jpeg|gif|webp)$/.test(type);
}

/** Whether a room takes a file of this type. */
export function isTypeAllowed({ types }: AttachmentRules, type: string): boolean {
  return types === 'any' || isPictureType(type);
}

/**
 * The files of a message, as a property; no property where there are none. Broken ones are left out, and those whose id one
 * before has.
 *
 * @param value may be anything
 */
export function readAttachments(value: unknown): { readonly attachments?: readonly Attachment[] } {
  if (!Array.isArray(value)) return {};
  const ids = new Set<string>();
  const attachments = value.slice(0, MAX_ATTACHMENTS).flatMap((item) => {
    const attachment = readAttachment(item);
    if (!attachment || ids.has(attachment.id)) return [];
    ids.add(attachment.id);
    return [attachment];
  });
  return attachments.length > 0 ? { attachments: Object.freeze(attachments) } : {};
}

/** One file's description; undefined where it is broken. */
function readAttachment(value: unknown): Attachment | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, name, type, size, sha256, width, height, alt, url } = ownFields(value);
  if (!isMessageId(id) || !isSize(size, MAX_ATTACHMENT_BYTES)) return undefined;
  if (typeof type !== 'string' || !TYPE.test(type)) return undefined;
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) return undefined;
  const origin = url === undefined ? undefined : fileUrl(url);
  if (url !== undefined && origin === undefined) return undefined;
  const description = line(alt, MAX_ALT_LENGTH);
  return Object.freeze({
    id,
    name: cleanFileName(name),
    type,
    size,
    sha256,
    ...(isSize(width, MAX_SIDE) && isSize(height, MAX_SIDE) ? { width, height } : {}),
    ...(description ? { alt: description } : {}),
    ...(origin === undefined ? {} : { url: origin }),
  });
}

/**
 * A file's name fit to be shown, and to save a file under: its last part alone, in one line, bounded, and without characters
 * that reorder the text or that file systems refuse. Its ending stays where it is cut.
 */
export function cleanFileName(value: unknown): string {
  const path = typeof value === 'string' ? value.slice(-1024) : '';
  const name = line(path.split(/[/\\]/).pop(), Infinity).replace(/[<>:"|?*]/g, '_');
  const characters = [...name.replace(/^[. ]+|[. ]+$/g, '')];
  if (characters.length <= MAX_NAME_LENGTH) return characters.join('') || 'file';
  const ending = /\.\w{1,8}$/.exec(name)?.[0] ?? '';
  return `${characters.slice(0, MAX_NAME_LENGTH - 1 - ending.length).join('')}…${ending}`;
}

function line(value: unknown, length: number): string {
  if (typeof value !== 'string') return '';
  const seen = visible(value.slice(0, 1024)).replace(/\s+/gu, ' ').trim();
  return [...seen].slice(0, length).join('');
}

/** An https URL, or one of this machine, that is short enough for a message. */
function fileUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_URL_LENGTH || !URL.canParse(value)) {
    return undefined;
  }
  const { protocol, href } = new URL(value);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

function isSize(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= most;
}

/**
 * All keys of a room's files begin so: a token for the room opens these, and no others. The quotation marks of JSON keep
 * the rooms apart.
 */
export function filePrefix(room: string): string {
  return prefixOf('file', [room]);
}

/** The cache key of one part of a file. */
export function fileKey(room: string, id: string, part: number): string {
  return keyOf('file', [room, id, part]);
}

/**
 * All keys of what one user sends to a moderated room begin so: the user's token may write there, and only the moderator
 * reads it.
 */
export function uploadPrefix(room: string, userId: string): string {
  return prefixOf('upload', [room, userId]);
}

/** The cache key of one part of a file that is sent to a moderator. */
export function uploadKey(room: string, userId: string, id: string, part: number): string {
  return keyOf('upload', [room, userId, id, part]);
}

function prefixOf(kind: string, names: readonly string[]): string {
  return keyOf(kind, names).replace(/\]$/, ',');
}

function keyOf(kind: string, path: readonly unknown[]): string {
  return `${RESERVED_PREFIX}${kind}/${toJson(path)}`;
}
