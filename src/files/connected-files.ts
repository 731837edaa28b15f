import type { ReactiveElement, TemplateResult } from 'lit';
import type { FileFate, FileUploads } from '../core/room-files.js';
import type { Strings } from '../localization/strings.js';
import { isPicture, type Attachment, type AttachmentRules } from '../protocol/attachments.js';
import { ChatError } from '../protocol/errors.js';
import { missingModule } from '../protocol/missing-module.js';
import type { ChatMessage } from '../protocol/message.js';
import type { Session } from '../session/session.js';
import { type Lent } from '../views/actions/borrowed.js';
import { attachButtons } from '../views/attachments/attach-button.js';
import { AttachmentElement } from '../views/attachments/attachment-element.js';
import type { FilesView } from '../views/attachments/files-view.js';
import type { UploadHook } from '../views/attachments/upload-hook.js';
import { trayOf } from '../views/attachments/tray.js';
import { TrayElement } from '../views/attachments/tray-element.js';
import { attachmentStrings, sizeFormatter } from '../views/attachments/words.js';
import { define } from '../views/define.js';
import type { Attached } from './attached.js';
import { ChatFiles } from './chat-files.js';
import type { FilesPort } from './chat-files-host.js';
import { FileDrop } from './file-drop.js';

/** The chat, as far as files need it. */
export interface FilesHost {
  readonly element: ReactiveElement;
  /** The room's. */
  readonly files: FilesPort;
  /** The rules of a session's room, as far as the page has narrowed them; undefined: nothing can be sent. */
  readonly narrow: (session: Session) => AttachmentRules | undefined;
  /** The page's own storage; undefined: files are stored in the room. */
  readonly upload: UploadHook | undefined;
  /** The origins of other storages from which files may be fetched. */
  readonly origins: readonly string[];
  /** What the visitor may send now; undefined: nothing. */
  rules(): AttachmentRules | undefined;
  messages(): readonly ChatMessage[];
  /** Something that is shown has changed. */
  changed(): void;
  /** For the console, and the host's event. */
  fault(error: ChatError): void;
}

/** What the composer shows of files: the buttons that choose some, and those that were chosen. */
export interface FilesToSend {
  readonly button: readonly TemplateResult[];
  /** Undefined where it is empty. */
  readonly tray: TemplateResult | undefined;
  /** `busy`: a file is still read, and nothing can be sent. `ready`: they can be sent, also without a text. */
  readonly state: 'none' | 'busy' | 'ready';
}

/** The files of one room, as the chat shows and sends them. */
export class ConnectedFiles implements FileUploads {
  readonly #lent: Lent;
  readonly #host: FilesHost;
  readonly #files: ChatFiles;
  readonly #drop: FileDrop;
  readonly #listeners = new Set<() => void>();
  #view: FilesView | undefined;
  /** The language and the texts of the view. */
  #spoken: readonly [language: string, strings: Strings] | undefined;

  constructor(lent: Lent, host: FilesHost) {
    this.#lent = lent;
    this.#host = host;
    define('momento-chat-attachment', AttachmentElement);
    define('momento-chat-file-tray', TrayElement);
    this.#files = new ChatFiles({
      files: narrowed(host),
      get upload() {
        return host.upload;
      },
      get origins() {
        return host.origins;
      },
      changed: () => {
        for (const listener of this.#listeners) listener();
        host.changed();
      },
      fault: (error) => host.fault(error),
    });
    this.#drop = new FileDrop(host.element, {
      isOpen: () => host.rules() !== undefined,
      take: (files) => void this.add(files),
      changed: () => host.changed(),
    });
  }

  /** What messages show their files with; another object where the words change. */
  view(language: string, strings: Strings): FilesView {
    const isSame = this.#spoken?.[0] === language && this.#spoken[1] === strings;
    if (this.#view && isSame) return this.#view;
    this.#spoken = [language, strings];
    const files = this.#files;
    return (this.#view = Object.freeze<FilesView>({
      words: attachmentStrings(strings),
      formatSize: sizeFormatter(language),
      open: (attachment, signal) => files.open(attachment, signal),
      close: (attachment) => files.close(attachment),
      blobOf: (attachment, signal) => files.blobOf(attachment, signal),
      progressOf: (id) => files.progressOf(id),
      onProgress: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    }));
  }

  /** @param strings the words of the chat, for what went wrong */
  toSend({ errors }: Strings, { words, formatSize }: FilesView): FilesToSend {
    const { tray } = this.#files;
    const isBusy = tray.some(({ state }) => state === 'preparing');
    const isReady = this.sendable.length > 0;
    return {
      button: attachButtons(words, this.#host.rules(), (files) => void this.add(files)),
      tray: tray.length === 0 ? undefined : trayOf(this.#files, { words, errors, formatSize }),
      state: isBusy ? 'busy' : isReady ? 'ready' : 'none',
    };
  }

  /** The hint while files are dragged over the chat. */
  dropHint({ words }: FilesView): TemplateResult | undefined {
    return this.#drop.hint(words.dropFiles);
  }

  add(files: Iterable<File>): Promise<Attached> {
    return this.#files.add(files);
  }

  /** Those that go with the next message. */
  get sendable(): readonly Attachment[] {
    return this.#files.sendable;
  }

  take(attachments: readonly Attachment[]): void {
    this.#files.take(attachments);
  }

  /** Fills the tray again after a reload. */
  putBack(attachments: readonly Attachment[]): void {
    void this.#files.putBack(attachments);
  }

  upload(attachments: readonly Attachment[], fate?: FileFate): Promise<void> {
    return this.#files.upload(attachments, fate);
  }

  release(attachments: readonly Attachment[]): void {
    this.#files.release(attachments);
  }

  cancel(attachments: readonly Attachment[]): void {
    this.#files.cancel(attachments);
  }

  /** Shows a picture in full, and those before and after it. */
  show(id: string): void {
    const pictures = this.#host
      .messages()
      .flatMap(({ attachments = [] }) => attachments)
      .filter(isPicture);
    void this.#show(id, pictures);
  }

  dispose(): void {
    this.#drop.end();
    this.#files.dispose();
    this.#listeners.clear();
  }

  async #show(shown: string, pictures: readonly Attachment[]): Promise<void> {
    const { element } = this.#host;
    try {
      const { openViewer } = await import('../views/viewer/index.js');
      const source = this.#view;
      const strings = this.#spoken?.[1];
      // Without a view there is no picture that could be opened.
      if (!source || !strings) return;
      await openViewer(this.#lent, { host: element, pictures, shown, source, strings });
    } catch (cause) {
      this.#host.fault(
        cause instanceof ChatError ? cause : missingModule('show a picture', 'viewer', cause),
      );
    }
  }
}

/** The room's files, under the rules that the page has narrowed. */
function narrowed({ files, narrow }: FilesHost): FilesPort {
  return {
    get store() {
      return files.store;
    },
    get session() {
      const { session } = files;
      return session && { ...session, attachments: narrow(session) };
    },
    onStore: (listener) => files.onStore(listener),
    renewToken: () => files.renewToken(),
  };
}
