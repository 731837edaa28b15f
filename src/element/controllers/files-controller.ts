import type { ReactiveController, ReactiveElement, TemplateResult } from 'lit';
import type { FileUploads, RoomFiles } from '../../core/room-files.js';
import type { Room } from '../../core/room.js';
import { canWrite, type RoomState } from '../../core/room-state.js';
import type { Attached, connectFiles as ConnectFiles, ConnectedFiles } from '../../files/index.js';
import type { Strings } from '../../localization/strings.js';
import {
  MAX_ATTACHMENT_BYTES,
  type Attachment,
  type AttachmentRules,
} from '../../protocol/attachments.js';
import { asChatError, ChatError } from '../../protocol/errors.js';
import { loader } from '../../protocol/missing-module.js';
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

const loadFiles = loader<Files>(
  'send and show files',
  'files',
  () => import('../../files/index.js'),
);

/**
 * Pictures and files. Each room has files of its own:
 *
 *     not asked for --> loading --> connected
 *                         |  ^
 *                         v  | attach(), or a draft with files
 *                        failed
 *
 * The chat asks for their module once a room: where the room takes files, or a message has some. The room ends its files by
 * itself, in any of these states, so that nothing here has to notice in time that another room was entered: this looks at the
 * current room each time, and the draft's files go on to the next one.
 */
export class FilesController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: FilesConfig;
  /** The files that were connected last. Their room may be left by now: then they have the draft's files until the next ones do. */
  #last: { readonly room: RoomFiles; readonly files: ConnectedFiles } | undefined;
  /** The draft's files that no tray has yet. */
  #waiting: readonly Attachment[] = [];
  /** The room whose files were asked for. */
  #asked: RoomFiles | undefined;
  #view: ReturnType<MessageList['filesOf']>;
  #source: MessageList['filesOf'] = () => this.#ask();
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
      files,
      narrow: (session) => this.#narrow(session),
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
    // Otherwise the room was left, and ends them.
    if (this.#room === files) {
      connected.putBack(this.#drafted);
      this.#waiting = [];
      this.#last = { room: files, files: connected };
      this.#host.requestUpdate();
    }
    return connected;
  };

  /** What messages get their files' view from, in a language; another function where that has changed. */
  source(language: string, strings: Strings): MessageList['filesOf'] {
    const view = this.#connected?.view(language, strings);
    if (view !== this.#view) {
      this.#view = view;
      // The first message with a file asks for the module.
      this.#source = () => {
        if (!view) this.#ask();
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

  /** Takes files for the next message. @returns what became of them, once all of them are prepared */
  async add(files: Iterable<File>): Promise<Attached> {
    const list = [...files];
    try {
      if (this.#rules) {
        const connected = await this.#load();
        if (connected) return await connected.add(list);
      }
      throw new ChatError('attachment-not-allowed', 'unable to take a file; the room takes none.');
    } catch (cause) {
      const error = asChatError(cause, 'take a file');
      return { attachments: [], refused: list.map((file) => ({ file, error })) };
    }
  }

  /** Those that go with the next message, as a property of it; none where there are none. */
  get details(): Pick<MessageDetails, 'attachments'> {
    const attachments = this.#drafted;
    return attachments.length > 0 ? { attachments } : {};
  }

  /** Takes these out of the tray: they are sent, or belong to a draft that is put aside. */
  take({ attachments = [] }: Pick<MessageDetails, 'attachments'>): void {
    const taken = new Set(attachments.map(({ id }) => id));
    this.#waiting = this.#waiting.filter(({ id }) => !taken.has(id));
    this.#last?.files.take(attachments);
  }

  /** Brings back those of a draft. */
  restore({ attachments = [] }: Pick<MessageDetails, 'attachments'>): void {
    if (attachments.length === 0) return;
    if (this.#connected) this.#connected.putBack(attachments);
    else this.#waiting = attachments;
    void this.#need();
  }

  /** Shows a picture in full. */
  show(id: string): void {
    this.#connected?.show(id);
  }

  hostUpdate(): void {
    // The history comes first.
    if (this.#rules && this.#config.state().loaded) this.#ask();
  }

  get #room(): RoomFiles | undefined {
    return this.#config.room()?.files;
  }

  /** The files of the current room. */
  get #connected(): ConnectedFiles | undefined {
    return this.#last?.room === this.#room ? this.#last?.files : undefined;
  }

  /** Those of the draft. */
  get #drafted(): readonly Attachment[] {
    return [...(this.#last?.files.sendable ?? []), ...this.#waiting];
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

  /** Asks for the module, once a room: where it cannot be loaded, each update would ask again. */
  #ask(): undefined {
    if (this.#room !== this.#asked) void this.#need();
  }

  async #need(): Promise<void> {
    try {
      await this.#load();
    } catch (cause) {
      // The chat works without it.
      if (!this.#isReported) this.#config.onFault(asChatError(cause, 'show files'));
      this.#isReported = true;
    }
  }

  /** @returns the files of the room of this call; undefined where it was left meanwhile */
  async #load(): Promise<ConnectedFiles | undefined> {
    const room = (this.#asked = this.#room);
    await room?.load();
    return this.#room === room ? this.#connected : undefined;
  }
}
