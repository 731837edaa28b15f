import type { ReactiveController, ReactiveElement } from 'lit';
import type { Room } from '../../core/room.js';
import { EMPTY_ROOM, type RoomState } from '../../core/room-state.js';
import { listenToPage } from './page-signals.js';

export interface RoomControllerConfig {
  /** Makes a room that is not connected yet, or undefined while the host is not configured. */
  createRoom: () => Room | undefined;
  /** After the host has been asked to update. */
  onStateChange: (state: RoomState, previous: RoomState) => void;
  /** Once for every room, before it connects: the place to listen to it. */
  onRoom: (room: Room) => void;
}

/** Ties a room's life to its host's: in the document it is connected, out of it nothing is left of it. */
export class RoomController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: RoomControllerConfig;
  #room: Room | undefined;
  #state = EMPTY_ROOM;
  #listening: AbortController | undefined;
  #generation = 0;

  constructor(host: ReactiveElement, config: RoomControllerConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  /** The room of now; undefined outside the document and without a configuration. */
  get room(): Room | undefined {
    return this.#room;
  }

  /** `EMPTY_ROOM` where there is no room. */
  get state(): RoomState {
    return this.#state;
  }

  /** Leaves the room and enters the one that the host is configured for now. */
  restart(): void {
    this.#generation += 1;
    const generation = this.#generation;
    const room = this.#host.isConnected ? this.#config.createRoom() : undefined;
    // Whoever hears of a fault while the room is made may start another one.
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
    this.#host.requestUpdate();
    if (state !== previous) this.#config.onStateChange(state, previous);
  }
}
