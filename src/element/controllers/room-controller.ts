import type { ReactiveController, ReactiveElement } from 'lit';
import type { Room } from '../../core/room.js';
import { EMPTY_ROOM, type RoomState } from '../../core/room-state.js';
import { ChatError } from '../../protocol/errors.js';
import { listenToPage } from './page-signals.js';

export interface RoomControllerConfig {
  /** Differs where the host means another room, or another way into the same one. */
  entrance: () => string;
  /**
   * Makes a room that is not connected yet; undefined: it is not to be entered yet.
   *
   * @throws ChatError if the host is not configured for one
   */
  createRoom: () => Room | undefined;
  onRefused: (error: ChatError) => void;
  /** Called once for every room, before it connects: the place to listen to it. */
  onRoom: (room: Room) => void;
  /** Called after the host has been asked to update. */
  onStateChange: (state: RoomState, previous: RoomState) => void;
}

/** Ties a room's life to its host's: connected while the host is in the document, disposed of when it leaves. */
export class RoomController implements ReactiveController {
  /** Whether the room is to be entered at all: a launcher that is never opened costs nothing. */
  wanted = false;
  readonly #host: ReactiveElement;
  readonly #config: RoomControllerConfig;
  #room: Room | undefined;
  #state = EMPTY_ROOM;
  #error: ChatError | undefined;
  /** The room and the way into it that the host has asked for. */
  #entrance = '';
  /** The entrance that the current room was made for. */
  #entered = '';
  #listening: AbortController | undefined;
  #generation = 0;
  #frame = 0;

  constructor(host: ReactiveElement, config: RoomControllerConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  /** The current room; undefined outside the document and without a configuration. */
  get room(): Room | undefined {
    return this.#room;
  }

  /** `EMPTY_ROOM` where there is no room. */
  get state(): RoomState {
    return this.#state;
  }

  /** Why no room could be made. */
  get error(): ChatError | undefined {
    return this.#error;
  }

  /**
   * For each update of the host: enters the room that it means now, after that update. The first room is entered before it,
   * so that its token is on the way while the views are rendered.
   *
   * @param retry whether to try again where there is no room
   * @returns whether another room, or another way into it, is meant
   */
  follow(retry: boolean): boolean {
    const entrance = this.#config.entrance();
    const isNew = entrance !== this.#entrance;
    this.#entrance = entrance;
    if (isNew || (retry && !this.#room)) {
      const isFirst = !this.#host.hasUpdated;
      if (isFirst) this.restart();
      // After the update: its events may make the page set other properties, which must start an update again.
      void this.#host.updateComplete.then(() => {
        if (isFirst) this.#entrance = this.#config.entrance();
        // Opening the chat, or adding it to the page again, may have entered this very room by now.
        const isMissing = !this.#room && !isFirst;
        if (isMissing || this.#entered !== this.#entrance) this.restart();
      });
    }
    return isNew;
  }

  /** Leaves the room and enters the one that the host is configured for now. */
  restart(): void {
    this.#generation += 1;
    const generation = this.#generation;
    const room = this.#host.isConnected && this.wanted ? this.#create() : undefined;
    // A listener for the error may have started another one.
    if (generation !== this.#generation) return;
    const previous = this.#room;
    this.#room = room;
    previous?.dispose();
    if (!room) {
      this.#show(EMPTY_ROOM);
      return;
    }
    this.#config.onRoom(room);
    room.subscribe((state) => this.#room === room && this.#show(state));
    room.connect();
  }

  hostConnected(): void {
    if (!this.#listening) {
      this.#listening = new AbortController();
      const listener = {
        onSleep: () => this.#room?.suspend(),
        onWake: () => this.#room?.resume(),
        onDoubt: (surely: boolean) => this.#room?.check(surely),
      };
      listenToPage(listener, this.#listening.signal);
    }
    // The first start waits for the host's first update, when its attributes and properties are settled.
    if (this.#host.hasUpdated && !this.#room) this.restart();
  }

  hostDisconnected(): void {
    // An element that is moved leaves the document and comes back within the same task: it keeps its room.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#listening?.abort();
      this.#listening = undefined;
      this.#leave();
    });
  }

  #create(): Room | undefined {
    this.#entered = this.#config.entrance();
    this.#error = undefined;
    try {
      return this.#config.createRoom();
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      this.#error = error;
      this.#config.onRefused(error);
      return undefined;
    }
  }

  #leave(): void {
    this.#generation += 1;
    const room = this.#room;
    this.#room = undefined;
    room?.dispose();
    this.#show(EMPTY_ROOM);
  }

  #show(state: RoomState): void {
    const previous = this.#state;
    this.#state = state;
    cancelAnimationFrame(this.#frame);
    if (changesLooksOnly(state, previous)) {
      this.#frame = requestAnimationFrame(() => this.#host.requestUpdate());
    } else this.#host.requestUpdate();
    if (state !== previous) this.#config.onStateChange(state, previous);
  }
}

/** Whether others have reacted to messages, or edited them, and nothing else. A burst of these is drawn once a frame. */
function changesLooksOnly(state: RoomState, { messages, status, session }: RoomState): boolean {
  const isSettled = state.pending.length + state.changes.length === 0;
  const isSameRoom = state.status === status && state.session === session;
  return (
    isSettled &&
    isSameRoom &&
    state.messages.length === messages.length &&
    messages.length > 0 &&
    state.messages !== messages
  );
}
