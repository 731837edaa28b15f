import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long a change of the time zone may go unnoticed while the page is looked at, in ms: no event tells of it. */
const LOOK_MS = 60_000;

/** Renders anew what reads otherwise from midnight on, and in another time zone. */
export class CalendarController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #end: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #known = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The day and the time zone, as a text to compare. */
  get today(): string {
    return `${new Date(Date.now()).toDateString()} ${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
  }

  hostConnected(): void {
    this.#end = new AbortController();
    const { signal } = this.#end;
    // A machine that slept through midnight has late timers, and a hidden page slow ones.
    addEventListener('focus', this.#look, { signal });
    document.addEventListener('visibilitychange', this.#look, { signal });
    this.#look();
  }

  hostDisconnected(): void {
    this.#end?.abort();
    clearTimeout(this.#timer);
  }

  readonly #look = (): void => {
    clearTimeout(this.#timer);
    const now = Date.now();
    // By the calendar, for some days have 23 hours, or 25.
    const midnight = new Date(now).setHours(24, 0, 0, 0);
    this.#timer = setTimeout(this.#look, Math.min(midnight - now, LOOK_MS));
    const { today } = this;
    if (today !== this.#known) this.#host.requestUpdate();
    this.#known = today;
  };
}
