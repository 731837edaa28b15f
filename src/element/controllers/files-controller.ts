import type { ReactiveController, ReactiveElement, TemplateResult } from 'lit';
import type { FileUploads, RoomFiles } from '../../core/room-files.js';
import type { Room } from '../../core/room.js';
import { canWrite, type RoomState } from '../../core/room-state.js';
import type { connectFiles as ConnectFiles, ConnectedFiles, FilesHost } from '../../files/index.js';
import type { Strings } from '../../localization/strings.js';
import {
  MAX_ATTACHMENT_BYTES,
  type Attachment,
  type AttachmentRules,
} from '../../protocol/attachments.js';
import { asChatError, type ChatError } from '../../protocol/errors.js';
import { missingModule } from '../../protocol/missing-module.js';
import type { MessageDetails } from '../../protocol/message.js';
import type { Session } from '../../session/session.js';
import { LENT } from '../../views/actions-module.js';
import type { UploadHook } from '../../views/attachments/upload-hook.js';
import type { Composer } from '../../views/composer.js';
import type { MessageList } from '../../views/message-list.js';
import { toLimit } from '../message-rights.js';

export interface FilesConfig {
  room: () => Room | undefined;
  state: () => RoomState;
  /** The attributes: which files the page lets visitors send, and bytes of one. */
  attachments: () => unknown;
  maxSize: () => unknown;
  /** The page's own storage, and the origins from which files of such storages may be fetched. */
  upload: () => UploadHook | undefined;
  origins: () => unknown;
  /** Whether the visitor may only read. */
  readOnly: () => boolean;
  /** The tray has changed. */
  onChange: () => void;
  onFault: (error: ChatError) => void;
}

interface Files {
  readonly connectFiles: typeof ConnectFiles;
}

/** Where the room takes no files, and the page has a storage of its own. */
const HOSTED: AttachmentRules = { types: 'any', maxSize: MAX_ATTACHMENT_BYTES };

/** The button's space is there before the button. */
const NOT_LOADED: Composer['files'] = { state: 'none', button: undefined, tray: undefined };

/** Pictures and files. Their module is loaded where the room takes some, or a message has some. */
export class FilesController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: FilesConfig;
  /** Whose files are connected, or about to be. */
  #room: RoomFiles | undefined;
  #connected: ConnectedFiles | undefined;
  /** Those of a draft, until they can be put back into the tray. */
  #restoring: readonly Attachment[] = [];
  #view: ReturnType<MessageList['filesOf']>;
  #source: MessageList['filesOf'] = () => void this.#need();
  #isReported = false;

  constructor(host: ReactiveElement, config: FilesConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  /** Loads the module for the files of a room; the room asks for it once. */
  readonly connect = async (files: RoomFiles): Promise<FileUploads> => {
    const { connectFiles } = await loadFiles();
    const config = this.#config;
    const connected = await connectFiles(LENT, {
      element: this.#host,
      files: this.#portOf(files),
      get upload() {
        return config.state().session?.mode === 'direct' ? config.upload() : undefined;
      },
      get origins() {
        const origins = config.origins();
        return typeof origins === 'string' ? origins.split(/\s+/) : [];
      },
      rules: () => this.#rules,
      messages: () => this.#config.state().messages,
      changed: () => {
        this.#host.requestUpdate();
        this.#config.onChange();
      },
      fault: (error) => this.#config.onFault(error),
    });
    if (this.#room !== files) connected.dispose();
    else {
      this.#connected = connected;
      connected.putBack(this.#restoring);
      this.#restoring = [];
      this.#host.requestUpdate();
    }
    return connected;
  };

  /** What messages get their files' view from, in a language; another function where that has changed. */
  source(language: string, strings: object | undefined): MessageList['filesOf'] {
    const view = this.#connected?.view(language, strings);
    if (view !== this.#view) {
      this.#view = view;
      // The first message with a file asks for the module.
      this.#source = () => {
        if (!view) void this.#need();
        return view;
      };
    }
    return this.#source;
  }

  /** What the composer shows of files; undefined where none can be sent. */
  toSend(strings: Strings): Composer['files'] {
    if (!this.#rules) return undefined;
    if (!this.#connected || !this.#view) return NOT_LOADED;
    return this.#connected.toSend(strings, this.#view);
  }

  /** The hint while files are dragged over the chat. */
  get dropHint(): TemplateResult | undefined {
    return this.#view && this.#connected?.dropHint(this.#view);
  }

  /** Takes files for the next message. @returns whether the room takes any */
  add(files: Iterable<File>): boolean {
    if (!this.#rules) return false;
    const list = [...files];
    void this.#need().then(() => this.#connected?.add(list));
    return true;
  }

  /** Those that go with the next message, as a property of it; none where there are none. */
  get details(): Pick<MessageDetails, 'attachments'> {
    const attachments = this.#connected?.sendable ?? this.#restoring;
    return attachments.length > 0 ? { attachments } : {};
  }

  /** Empties the tray: these are sent, or belong to a draft that is put aside. */
  take({ attachments = [] }: Pick<MessageDetails, 'attachments'>): void {
    this.#restoring = [];
    this.#connected?.take(attachments);
  }

  /** Brings back those of a draft. */
  restore({ attachments = [] }: Pick<MessageDetails, 'attachments'>): void {
    this.#follow();
    if (attachments.length === 0) return;
    if (this.#connected) this.#connected.putBack(attachments);
    else this.#restoring = attachments;
    void this.#need();
  }

  /** Shows a picture in full. */
  show(id: string): void {
    this.#connected?.show(id);
  }

  hostUpdate(): void {
    this.#follow();
    // The history comes first.
    if (this.#rules && this.#config.state().loaded) void this.#need();
  }

  get #rules(): AttachmentRules | undefined {
    const state = this.#config.state();
    return canWrite(state) && !this.#config.readOnly() ? this.#narrow(state.session) : undefined;
  }

  /** The rules of a room, as far as the page has narrowed them. */
  #narrow(session: Session | undefined): AttachmentRules | undefined {
    const wanted = this.#config.attachments();
    const isHosted = this.#config.upload() !== undefined && session?.mode === 'direct';
    const rules = session?.attachments ?? (isHosted ? HOSTED : undefined);
    if (!rules || wanted === 'off') return undefined;
    return {
      types: wanted === 'images' ? wanted : rules.types,
      maxSize: Math.min(rules.maxSize, toLimit(this.#config.maxSize())),
    };
  }

  #portOf(files: RoomFiles): FilesHost['files'] {
    const narrow = (session: Session): Session => ({
      ...session,
      attachments: this.#narrow(session),
    });
    return {
      get store() {
        return files.store;
      },
      get session() {
        return files.session && narrow(files.session);
      },
      onStore: (listener) => files.onStore(listener),
      renewToken: () => files.renew(),
    };
  }

  /** Takes up the files of another room. */
  #follow(): void {
    const files = this.#config.room()?.files;
    if (files === this.#room) return;
    this.#connected?.dispose();
    this.#connected = undefined;
    this.#restoring = [];
    this.#room = files;
  }

  async #need(): Promise<void> {
    try {
      await this.#room?.load();
    } catch (cause) {
      // The chat works without it.
      if (!this.#isReported) this.#config.onFault(asChatError(cause, 'show files'));
      this.#isReported = true;
    }
  }
}

async function loadFiles(): Promise<Files> {
  try {
    return await import('../../files/index.js');
  } catch (cause) {
    throw missingModule('send and show files', 'files', cause);
  }
}
