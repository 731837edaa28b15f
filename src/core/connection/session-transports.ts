import type { Clock } from '../../platform/clock.js';
import { SleepClock } from '../../platform/sleep-clock.js';
import type { Session } from '../../session/session.js';
import { SessionRefresher } from '../../session/session-refresher.js';
import type { SessionSource } from '../../session/session-source.js';
import type { Transport } from '../../transport/transport.js';
import type { TransportReceiver, TransportSource } from './transport-source.js';

export interface SessionTransportsOptions {
  sessions: SessionSource;
  createTransport: (session: Session) => Transport;
  clock: Clock;
  /** A session is known: it says who the visitor is, and what they may do. */
  onSession: (session: Session) => void;
}

/** Transports from the host's tokens: a new one for each new token. */
export class SessionTransports implements TransportSource {
  readonly #sessions: SessionSource;
  readonly #refresher: SessionRefresher;
  #receiver: TransportReceiver | undefined;

  constructor({ sessions, createTransport, clock, onSession }: SessionTransportsOptions) {
    this.#sessions = sessions;
    this.#refresher = new SessionRefresher({
      sessions,
      clock: new SleepClock(clock),
      onSession: (session) => {
        const transport = createTransport(session);
        onSession(session);
        this.#receiver?.onTransport(transport);
      },
      onFault: (fault, isFinal) => this.#receiver?.onFault(fault, isFinal),
    });
  }

  start(receiver: TransportReceiver, signal: AbortSignal): void {
    this.#receiver = receiver;
    void this.#refresher.run(signal);
  }

  renew(): void {
    this.#refresher.renew();
  }

  retryNow(): void {
    this.#refresher.retryNow();
  }

  dispose(): void {
    this.#sessions.dispose();
  }
}
