import type { ReactiveController } from 'lit';
import type { Room } from '../../core/room.js';
import type { ServedRoom } from '../../desk/index.js';
import type { DeskHost } from '../../desk/desk-host.js';
import type { ChatError } from '../../protocol/errors.js';
import { missingModule } from '../../protocol/missing-module.js';
import { LENT } from '../../views/actions-module.js';

/** The moderators' desk of a room, and the word of its server about its agents. Their module is loaded where there is either. */
export class DeskController implements ReactiveController {
  readonly #host: DeskHost;
  readonly #room: () => Room | undefined;
  readonly #report: (error: ChatError) => void;
  #desk: ServedRoom | undefined;
  /** The room of the desk, or of its module under way. */
  #madeFor: Room | undefined;

  constructor(host: DeskHost, room: () => Room | undefined, report: (error: ChatError) => void) {
    this.#host = host;
    this.#room = room;
    this.#report = report;
    host.addController(this);
  }

  /** What there is to show. @param strings the chat's texts, in this language */
  view(strings: object, language: string): ServedRoom | undefined {
    this.#desk?.speak(strings, language);
    return this.#desk;
  }

  hostUpdate(): void {
    const room = this.#host.session?.desk ? this.#room() : undefined;
    if (room === this.#madeFor) return;
    this.#madeFor = room;
    this.#desk?.leave();
    this.#desk = undefined;
    if (room) void this.#connect(room);
  }

  async #connect(room: Room): Promise<void> {
    try {
      const { connectDesk } = await import('../../desk/index.js');
      const desk = await connectDesk(LENT, this.#host, room);
      if (room !== this.#madeFor) return desk.leave();
      this.#desk = desk;
      this.#host.requestUpdate();
    } catch (cause) {
      // The chat works without it: the server refuses what is not allowed.
      this.#report(missingModule('show what moderators have set', 'desk', cause));
    }
  }
}
