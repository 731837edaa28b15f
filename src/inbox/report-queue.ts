import type { ChatError } from '../protocol/errors.js';
import type { InboxRequest, OpenReport, ReportDeed } from '../protocol/inbox.js';
import { asChatError } from './as-chat-error.js';
import type { ReadQueue } from './read-reports.js';

/** Of many changes, the queue is asked for no more often than this, in ms; and also without any, as a change may be missed. */
const SPACING_MS = 1_000;
const EVERY_MS = 60_000;

export type SettledReport = 'done' | 'gone' | 'forbidden' | 'failed';

/** Deeds that hold for a time. */
export interface Deed {
  readonly deed: ReportDeed;
  readonly seconds?: number;
}

/** The queue of reports, as the server last had it. It has no views. */
export class ReportQueue {
  readonly #ask: (request: InboxRequest) => Promise<ReadQueue>;
  readonly #onChange: () => void;
  readonly #onFault: (error: ChatError) => void;
  #queue: ReadQueue | undefined;
  #error: ChatError | undefined;
  #isOpen = false;
  #isAsking = false;
  #isDue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Those that are being settled, by {@link keyOf}. */
  readonly #pending = new Set<string>();

  constructor(
    ask: (request: InboxRequest) => Promise<ReadQueue>,
    onChange: () => void,
    onFault: (error: ChatError) => void,
  ) {
    this.#ask = ask;
    this.#onChange = onChange;
    this.#onFault = onFault;
  }

  /** Whether the server has a queue. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Undefined before the server was asked. */
  get reports(): readonly OpenReport[] | undefined {
    return this.#queue?.reports;
  }

  get total(): number {
    return this.#queue?.total ?? 0;
  }

  /** Why the queue could not be fetched. */
  get error(): ChatError | undefined {
    return this.#error;
  }

  isPending(report: OpenReport): boolean {
    return this.#pending.has(keyOf(report));
  }

  /** The server has a queue, or may have changed it while nothing was heard of it. */
  open(): void {
    this.#isOpen = true;
    this.refresh();
  }

  dispose(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
  }

  /** Asks for the queue, unless that was done within a second: then a little later. */
  refresh(): void {
    if (!this.#isOpen) return;
    this.#isDue = true;
    if (!this.#isAsking) void this.#fetch();
  }

  /** Settles a report. It is gone at once, and back where the server has not done it. */
  async settle(report: OpenReport, { deed, seconds }: Deed): Promise<SettledReport> {
    const { room, id } = report;
    if (this.isPending(report)) return 'done';
    this.#pending.add(keyOf(report));
    this.#onChange();
    try {
      const of = { type: 'settle-report', room, id, deed } as const;
      this.#queue = await this.#ask(seconds === undefined ? of : { ...of, seconds });
      return 'done';
    } catch (error) {
      const fault = asChatError(error, `do “${deed}” about the report`);
      // The server has answered, and the reason is in the console.
      const outcome = outcomeOf(fault);
      if (outcome === 'failed') this.#onFault(fault);
      this.refresh();
      return outcome;
    } finally {
      this.#pending.delete(keyOf(report));
      this.#onChange();
    }
  }

  async #fetch(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isAsking = true;
    this.#isDue = false;
    try {
      this.#queue = await this.#ask({ type: 'reports' });
      this.#error = undefined;
    } catch (error) {
      if (!this.#isOpen) return;
      this.#error = asChatError(error, 'fetch the reports');
      this.#onFault(this.#error);
    }
    if (!this.#isOpen) return;
    this.#onChange();
    this.#timer = setTimeout(() => {
      this.#isAsking = false;
      if (this.#isDue) void this.#fetch();
      else this.#timer = setTimeout(() => void this.#fetch(), EVERY_MS);
    }, SPACING_MS);
  }
}

export function keyOf({ room, id }: OpenReport): string {
  return `${room} ${id}`;
}

function outcomeOf({ code }: ChatError): SettledReport {
  if (code === 'token-refused') return 'forbidden';
  return code === 'service-rejected' ? 'gone' : 'failed';
}
