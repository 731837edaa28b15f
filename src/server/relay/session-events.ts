import type { Socket } from 'socket.io';
import type { RelayRefusalAnswer } from '../../protocol/relay.js';
import { RelayRefusal, refusalEvent, unavailable } from './relay-refusal.js';
import { readEvent, type RelayEvent } from './relay-request.js';
import type { RelayServices } from './relay-services.js';

/** Calls handlers for a socket's events, within the limits of its connection, and answers every one of them. */
export class SessionEvents<Answer> {
  readonly #socket: Socket;
  readonly #services: Pick<RelayServices, 'guard' | 'settings'>;

  constructor(socket: Socket, services: Pick<RelayServices, 'guard' | 'settings'>) {
    this.#socket = socket;
    this.#services = services;
  }

  /**
   * @param handle may throw a RelayRefusal at once
   * @param isPart whether it is about a part of a file, which is counted apart from other events
   */
  on(name: string, handle: (event: RelayEvent) => Promise<Answer>, isPart = false): void {
    this.#socket.on(name, (...args: unknown[]) => {
      const event = readEvent(args);
      this.#answer(name, event, handle, isPart).catch((error: unknown) =>
        this.#services.settings.report(error),
      );
    });
  }

  async #answer(
    name: string,
    event: RelayEvent,
    handle: (event: RelayEvent) => Promise<Answer>,
    isPart: boolean,
  ): Promise<void> {
    try {
      // Counted by connection: a client may leave the namespace and enter again over the same connection.
      this.#services.guard.takeEvent(this.#socket.conn, isPart);
      const answer = await handle(event);
      event.acknowledge?.(answer);
    } catch (error) {
      const refusal = this.#refusalFor(error);
      this.#services.guard.countRefusal(refusal.code);
      if (event.acknowledge) event.acknowledge(refusal);
      else this.#socket.emit(...refusalEvent(name, event.fields, refusal));
    }
  }

  #refusalFor(error: unknown): RelayRefusalAnswer {
    if (error instanceof RelayRefusal) return error.answer;
    // Internal errors go only to the host's log.
    this.#services.settings.report(error);
    return unavailable('do that').answer;
  }
}
