import { io, type Socket } from 'socket.io-client';
import type { DocumentMessage } from '../../src/protocol/relay.js';
import { eventually } from './engine-eventually.js';

/** A client of Momento's older chat example: without acknowledgements and ids. */
export class DocumentClient implements Disposable {
  readonly socket: Socket;
  readonly name: string | undefined;
  /** All messages shown: the history and later ones. */
  readonly shown: DocumentMessage[] = [];
  /** The number of histories received. */
  welcomes = 0;
  /** The errors that the relay reported. */
  readonly refusals: {
    event: string;
    code: string;
    room?: string;
    id?: string;
    message: string;
  }[] = [];

  constructor(url: string, name?: string, auth: Record<string, unknown> = {}) {
    this.name = name;
    this.socket = io(url, {
      forceNew: true,
      auth,
      reconnectionDelay: 50,
      reconnectionDelayMax: 100,
    });
    this.socket.on('joined', ({ chatHistory }: { chatHistory: DocumentMessage[] }) => {
      this.welcomes += 1;
      this.shown.splice(0, this.shown.length, ...chatHistory);
    });
    this.socket.on('message', ({ chatMessage }: { chatMessage: string }) => {
      this.shown.push(JSON.parse(chatMessage) as DocumentMessage);
    });
    for (const event of ['rejected', 'error']) {
      this.socket.on(event, (refusal: (typeof this.refusals)[0]) => this.refusals.push(refusal));
    }
  }

  get texts(): string[] {
    return this.shown.map(({ message }) => message);
  }

  async join(room: string): Promise<this> {
    const before = this.welcomes;
    this.socket.emit('join', { room });
    await eventually(() => this.welcomes > before);
    return this;
  }

  say(room: string, message: string): void {
    this.socket.emit('message', { room, message, name: this.name });
  }

  async untilTexts(texts: readonly string[]): Promise<void> {
    await eventually(() => this.texts.join('\n') === texts.join('\n'));
  }

  [Symbol.dispose](): void {
    this.socket.disconnect();
  }
}

/** Sends an event and waits for its acknowledgement. */
export async function ask(socket: Socket, event: string, payload: unknown): Promise<Answer> {
  return (await socket.timeout(10_000).emitWithAck(event, payload)) as Answer;
}

/** Any answer of a relay's. */
export interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly id?: string;
  readonly items?: readonly string[];
  readonly [field: string]: unknown;
}
