import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How often to check for a change of the time zone, in ms: there is no event for it. */
const CHECK_MS = 60_000;

/** Renders the host again at midnight, and when the time zone changes. */
export class CalendarController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #end: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #known = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The day and the time zone's offset, as one text to compare. The zone's name would take far longer to find out. */
  get today(): string {
    const now = new Date(Date.now());
    return `${now.toDateString()} ${now.getTimezoneOffset()}`;
  }

  hostConnected(): void {
    this.#end = new AbortController();
    const { signal } = this.#end;
    // Timers are late after the machine has slept, and slow in a hidden page.
    addEventListener('focus', this.#check, { signal });
    document.addEventListener('visibilitychange', this.#check, { signal });
    this.#check();
  }

  hostDisconnected(): void {
    this.#end?.abort();
    clearTimeout(this.#timer);
  }

  readonly #check = (): void => {
    clearTimeout(this.#timer);
    const now = Date.now();
    // By the calendar: some days have 23 or 25 hours.
    const midnight = new Date(now).setHours(24, 0, 0, 0);
    this.#timer = setTimeout(this.#check, Math.min(midnight - now, CHECK_MS));
    const { today } = this;
    if (today !== this.#known) this.#host.requestUpdate();
    this.#known = today;
  };
}
