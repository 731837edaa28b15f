import type { Page } from 'puppeteer-core';
import type {
  MomentoChatElement,
  MomentoChatErrorEvent,
  MomentoChatMessageEvent,
  MomentoChatSendEvent,
} from '../../src/momento-chat.js';
import type { FileFault, FileRecord, SeenFile } from './evidence.js';
import { baseOf } from './stored-files.js';
import type { SourceFile } from './sources.js';

/** How often a page looks whether its files can be sent, 20 ms apart. */
const LOOKS = 250;
/** Longer than all tries to get a file, in ms. */
const FETCH_TIMEOUT_MS = 60_000;

/** A file with the name that the visitor's disk has for it. */
export interface NamedFile extends SourceFile {
  readonly name: string;
}

/** What a page tells of files, also shortly before it is left. */
export class PageFiles {
  /** By the id of the message with which the element has sent them. */
  readonly sent = new Map<string, readonly FileRecord[]>();
  /** Files that could not be got when their message was seen, though the service answered. */
  readonly unread: FileFault[] = [];
  /** Errors that the page was told. */
  readonly errors: string[] = [];

  /** Before the page is opened. */
  async watch(page: Page): Promise<void> {
    await page.exposeFunction('tellSent', (id: string, files: FileRecord[]) => {
      this.sent.set(id, files);
    });
    await page.exposeFunction('tellUnread', (id: string, name: string, fault: string) => {
      this.unread.push({ id, name: baseOf(name), fault });
    });
    await page.exposeFunction('tellError', (error: string) => {
      this.errors.push(error);
    });
    await page.evaluateOnNewDocument(() => {
      addEventListener('momento-chat-send', (event) => {
        const { id, attachments } = (event as MomentoChatSendEvent).message;
        if (attachments) tellSent(id, attachments);
      });
      addEventListener('momento-chat-error', (event) => {
        const { code, message } = (event as MomentoChatErrorEvent).error;
        if (code.startsWith('attachment-')) tellError(`${code}: ${message}`);
      });
      // A message that is seen has all its files.
      addEventListener('momento-chat-message', (event) => {
        const { id, attachments = [] } = (event as MomentoChatMessageEvent).message;
        const list = document
          .querySelector<MomentoChatElement>('#chat')
          ?.renderRoot.querySelector('momento-chat-message-list');
        for (const file of attachments) {
          void (async () => {
            while (list?.isConnected && !list.filesOf()) {
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
            await list?.filesOf()?.blobOf(file);
          })().catch((error: unknown) => {
            const { code = '' } = (error ?? {}) as { code?: string };
            if (code.startsWith('attachment-')) tellUnread(id, file.name, code);
          });
        }
      });
    });
  }
}

/** Chooses files, and sends them with a text as a visitor does. @returns the message's id; undefined: it was not sent */
export function sendWithFiles(
  page: Page,
  text: string,
  files: readonly NamedFile[],
): Promise<string | undefined> {
  const chosen = files.map(({ name, type, bytes }) => ({
    ...{ name, type, base64: bytes.toString('base64') },
  }));
  return page.evaluate(
    async (text, chosen, looks) => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      const composer = element?.renderRoot.querySelector('momento-chat-composer');
      if (!element || !composer) return undefined;
      const made = await Promise.all(
        chosen.map(async ({ name, type, base64 }) => {
          const given = await (await fetch(`data:;base64,${base64}`)).blob();
          if (type !== 'image/jpeg') return new File([given], name, { type });
          // The source is a PNG: browsers write JPEG themselves.
          const bitmap = await createImageBitmap(given);
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
          return new File([await canvas.convertToBlob({ type })], name, { type });
        }),
      );
      const { attachments } = await element.attach(made);
      if (attachments.length === 0) return undefined;
      for (let look = 0; look < looks; look += 1) {
        if (composer.files?.state === 'ready' && !composer.waiting && !composer.disabled) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const ids: string[] = [];
      element.addEventListener(
        'momento-chat-send',
        ({ message }) => {
          if (message.text === text) ids.push(message.id);
        },
        { once: true },
      );
      composer.value = text;
      await composer.updateComplete;
      composer.renderRoot
        .querySelector('textarea')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
      if (ids.length === 0) composer.value = '';
      return ids[0];
    },
    text,
    chosen,
    LOOKS,
  );
}

/** Gets every file of the messages that a page shows, as the page does. */
export function fetchFiles(
  page: Page,
): Promise<readonly (SeenFile & { readonly messageId: string })[]> {
  return page.evaluate(async (patience) => {
    const element = document.querySelector<MomentoChatElement>('#chat');
    const list = element?.renderRoot.querySelector('momento-chat-message-list');
    const all = (element?.messages ?? []).flatMap(({ id, attachments = [] }) =>
      attachments.map((file) => ({ messageId: id, file })),
    );
    const end = performance.now() + patience;
    while (all.length > 0 && !list?.filesOf() && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const view = list?.filesOf();
    return Promise.all(
      all.map(async ({ messageId, file }) => {
        const { name, size, sha256 } = file;
        const got = view?.blobOf(file).then(
          async (blob) => {
            const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
            const base64 = btoa(String.fromCharCode(...new Uint8Array(hash)));
            return base64.replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
          },
          (error: unknown) => (error as { code?: string }).code ?? String(error),
        );
        const late = new Promise<string>((resolve) => setTimeout(resolve, patience, 'no answer'));
        const outcome = (await Promise.race([got, late])) ?? 'no files';
        return { messageId, name, size, sha256, got: outcome };
      }),
    );
  }, FETCH_TIMEOUT_MS);
}

declare global {
  // What pages call to tell of their files. Declarations of globals need `var`.
  var tellSent: (id: string, files: readonly FileRecord[]) => void;
  var tellUnread: (id: string, name: string, fault: string) => void;
  var tellError: (error: string) => void;
}
