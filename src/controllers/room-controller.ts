import type { ReactiveController, ReactiveElement } from 'lit';
import type { Room, RoomState } from '../room/room.js';
import { listenToPage } from './page-signals.js';

export interface RoomControllerConfig {
  /** Makes a room that is not connected yet, or undefined while the host is not configured. */
  createRoom: () => Room | undefined;
  /** After the host has been asked to update. */
  onStateChange: (state: RoomState, previous: RoomState | undefined) => void;
  /** Once for every room, before it connects: the place to listen to it. */
  onRoom: (room: Room) => void;
}

/** Ties a room's life to its host's: in the document it is connected, out of it nothing is left of it. */
export class RoomController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: RoomControllerConfig;
  #room: Room | undefined;
  #state: RoomState | undefined;
  #listening: AbortController | undefined;

  constructor(host: ReactiveElement, config: RoomControllerConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  /** The room of now; undefined outside the document and without a configuration. */
  get room(): Room | undefined {
    return this.#room;
  }

  get state(): RoomState | undefined {
    return this.#state;
  }

  /** Leaves the room and enters the one that the host is configured for now. */
  restart(): void {
    this.#leave();
    if (!this.#host.isConnected) return;
    const room = this.#config.createRoom();
    if (!room) return;
    this.#room = room;
    this.#config.onRoom(room);
    this.#show(room.getState());
    room.subscribe((state) => this.#show(state));
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

  #leave(): void {
    const room = this.#room;
    this.#room = undefined;
    room?.dispose();
    this.#state = undefined;
    this.#host.requestUpdate();
  }

  #show(state: RoomState): void {
    const previous = this.#state;
    this.#state = state;
    this.#host.requestUpdate();
    this.#config.onStateChange(state, previous);
  }
}
