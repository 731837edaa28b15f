import { readAttachments, type Attachment } from '../protocol/attachments.js';
import type { TrayFile } from '../views/attachments/tray-file.js';

/** The tray: which files are in it, and how far they are. Each change makes new objects, so that views see it. */
export class Tray {
  readonly #onChange: () => void;
  #files: readonly TrayFile[] = Object.freeze([]);

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get files(): readonly TrayFile[] {
    return this.#files;
  }

  find(id: string): TrayFile | undefined {
    return this.#files.find((file) => file.id === id);
  }

  /** Those that can be sent: prepared, and not failed. */
  get sendable(): readonly (TrayFile & { readonly attachment: Attachment })[] {
    return this.#files.filter(isSendable);
  }

  add(file: Pick<TrayFile, 'id' | 'name'> & Partial<TrayFile>): void {
    const added: TrayFile = {
      state: 'preparing',
      progress: 0,
      error: undefined,
      attachment: undefined,
      preview: undefined,
      ...file,
    };
    this.#set([...this.#files, Object.freeze(added)]);
  }

  /** Does nothing where it is not in the tray any more. */
  change(id: string, change: Partial<TrayFile>): void {
    if (!this.find(id)) return;
    this.#set(
      this.#files.map((file) => (file.id === id ? Object.freeze({ ...file, ...change }) : file)),
    );
  }

  remove(ids: readonly string[]): void {
    this.#set(this.#files.filter(({ id }) => !ids.includes(id)));
  }

  #set(files: readonly TrayFile[]): void {
    this.#files = Object.freeze(files);
    this.#onChange();
  }
}

/** The same file with another description; without one where it is blank. As readers will read it. */
export function described(attachment: Attachment, alt: string): Attachment {
  return readAttachments([{ ...attachment, alt }]).attachments?.[0] ?? attachment;
}

function isSendable(file: TrayFile): file is TrayFile & { readonly attachment: Attachment } {
  return file.attachment !== undefined && file.state !== 'failed';
}
