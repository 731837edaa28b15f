import type { TemplateResult } from 'lit';
import {
  AVAILABILITY,
  parseAvailability,
  type AvailabilityEvent,
  type RoomAvailability,
} from '../protocol/kinds/availability.js';
import { ownFields } from '../protocol/own-fields.js';
import type { DeskHost, DeskRoom } from '../desk/desk-host.js';
import { adopt } from '../views/actions/adopt.js';
import { html } from '../views/actions/borrowed.js';
import { availabilityStyles } from './styles.js';
import { availabilityStrings, type AvailabilityStrings } from './words.js';

const MINUTE = 60;
const HOUR = 3_600;
/** From so many minutes on, only steps of five are told: nobody promises eleven. */
const FINE_MINUTES = 10;

/** Whether agents are here for the visitor: by the last token, and by what the room's server has told since. */
export class AvailabilityLine {
  readonly #host: DeskHost;
  #session: DeskHost['session'];
  #known: RoomAvailability = { at: 0, away: false };
  #words = availabilityStrings({});
  #isLeft = false;

  constructor(host: DeskHost, { signals }: DeskRoom) {
    this.#host = host;
    signals.add({
      type: AVAILABILITY,
      parse: parseAvailability,
      // A member could send it as well.
      receive: (event, by) => by.isServer && this.#take(event as AvailabilityEvent),
    });
    adopt(host, availabilityStyles);
  }

  /** Whether the visitor is told that nobody is here. */
  get away(): boolean {
    return this.#host.away || this.#known.away;
  }

  /** Call it for each update of the chat. */
  follow(strings: object): void {
    this.#words = availabilityStrings(strings);
    const { session } = this.#host;
    if (!session || session === this.#session) return;
    this.#session = session;
    const { away, answerSeconds, desk } = session;
    const { awayAt: at } = ownFields(desk);
    this.#take(parseAvailability({ at, away, answerSeconds }), false);
  }

  render(): TemplateResult {
    const { away } = this;
    return html`<div class="availability ${away ? 'away' : ''}" part="availability">
      <i aria-hidden="true"></i><span role="status">${this.#text(away)}</span>
    </div>`;
  }

  leave(): void {
    this.#isLeft = true;
  }

  #text(away: boolean): string {
    const { answerSeconds } = this.#known;
    if (away) return this.#words.agentsAway;
    return answerSeconds === undefined
      ? this.#words.agentsHere
      : answerText(answerSeconds, this.#words);
  }

  #take(told: RoomAvailability | undefined, isNews = true): void {
    if (this.#isLeft || !told || told.at < this.#known.at) return;
    this.#known = told;
    if (isNews) this.#host.requestUpdate();
  }
}

/** Rounded up: rather too long than a promise that does not hold. */
function answerText(
  seconds: number,
  { answersInMinutes, answersInHours }: AvailabilityStrings,
): string {
  const minutes = Math.max(1, Math.ceil(seconds / MINUTE));
  const told = minutes > FINE_MINUTES ? 5 * Math.ceil(minutes / 5) : minutes;
  return told < HOUR / MINUTE ? answersInMinutes(told) : answersInHours(Math.ceil(seconds / HOUR));
}
