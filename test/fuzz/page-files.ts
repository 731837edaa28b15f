import type { MomentoChatElement } from '../../src/momento-chat.js';
import { MAX_PIXELS } from './audit.js';
import type { FileCase } from './cases/files.js';

/** How a file ended that was chosen, or fetched. */
export interface FileOutcome {
  /** As it is shown. */
  readonly name: string;
  /** The code of the error, or what was thrown if it is none; undefined: none. */
  readonly error: string | undefined;
  /** SHA-256 of the bytes, as the message says. */
  readonly sha256: string | undefined;
  /** The type under which the page has the bytes; undefined without these. */
  readonly blobType: string | undefined;
}

type Until = (what: string, holds: () => unknown) => Promise<void>;

/** Types that no browser opens as a document. */
const HARMLESS = /^(?:image\/(?:png|jpeg|gif|webp)|application\/octet-stream)$/;
const PNG_SIGNATURE = '\u0089PNG\r\n\u001a\n';

/** Complains where the page makes an address of something that a browser would run, or decodes too many pixels. */
export function watchBlobs(): void {
  const createObjectURL = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (source) => {
    const { type } = source as Blob;
    if (!HARMLESS.test(type)) window.complaints.push(`violation: an address of “${type}”`);
    return createObjectURL(source);
  };
  const { createImageBitmap: decode } = globalThis;
  const watched = async (source: Blob, options?: ImageBitmapOptions): Promise<ImageBitmap> => {
    const start = await source.slice(0, 24).arrayBuffer();
    const isPng = String.fromCharCode(...new Uint8Array(start, 0, 8)) === PNG_SIGNATURE;
    const view = new DataView(start);
    const claimed = isPng ? view.getUint32(16) * view.getUint32(20) : 0;
    const bitmap = await decode(source, options);
    if (Math.max(claimed, bitmap.width * bitmap.height) > MAX_PIXELS) {
      window.complaints.push(
        `violation: ${String(bitmap.width)} × ${String(bitmap.height)} pixels`,
      );
    }
    return bitmap;
  };
  globalThis.createImageBitmap = watched as typeof createImageBitmap;
}

/** Chooses all of these, waits until they are ready or have failed, and gives them up. */
export async function chooseFiles(
  element: MomentoChatElement,
  cases: readonly FileCase[],
  until: Until,
): Promise<readonly FileOutcome[]> {
  const composer = element.renderRoot.querySelector('momento-chat-composer');
  const tray = () => composer?.renderRoot.querySelector('momento-chat-file-tray');
  await until('the room to take files', () => composer?.files?.button);
  void element.attach(
    cases.map(({ base64, name, type }) => new File([bytesOf(base64)], name, { type })),
  );
  await until('the files', () => {
    const files = tray()?.files ?? [];
    return (
      files.length === cases.length &&
      files.every(({ state }) => state === 'ready' || state === 'failed')
    );
  });
  const outcomes = (tray()?.files ?? []).map(({ name, error, attachment }) => ({
    ...{ name, error: error && codeOf(error), sha256: attachment?.sha256 },
    blobType: undefined,
  }));
  await tray()?.updateComplete;
  while (tray()) {
    tray()?.renderRoot.querySelector<HTMLElement>('.remove')?.click();
    await composer?.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return outcomes;
}

/** Gets the files of all messages, in order, as the messages' views do. */
export async function fetchFiles(
  element: MomentoChatElement,
  until: Until,
): Promise<readonly FileOutcome[]> {
  const list = element.renderRoot.querySelector('momento-chat-message-list');
  const files = element.messages.flatMap(({ attachments = [] }) => attachments);
  if (files.length > 0) await until('the files', () => list?.filesOf());
  const view = list?.filesOf();
  return Promise.all(
    files.map(async (file) => {
      const { name, sha256 } = file;
      try {
        const blob = await view?.blobOf(file);
        await view?.open(file);
        view?.close(file);
        return { name, sha256, error: undefined, blobType: blob?.type };
      } catch (error) {
        return { name, sha256, error: codeOf(error), blobType: undefined };
      }
    }),
  );
}

function codeOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return name === 'ChatError' && code !== undefined ? code : `thrown: ${String(error)}`;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
