import type { ChatError } from '../../protocol/errors.js';
import type { Transport } from '../../transport/transport.js';

export interface TransportReceiver {
  /** The connection goes over to this transport, without a pause. */
  onTransport: (transport: Transport) => void;
  /** @param isFinal whether another try is useless, so that none follows */
  onFault: (fault: ChatError, isFinal: boolean) => void;
}

/** Where a connection's transports come from: a new one for each new token, for example. */
export interface TransportSource {
  /** Works until the signal aborts, or a fault is final. Can be started again. */
  start(receiver: TransportReceiver, signal: AbortSignal): void;
  /** The transport of now is no longer accepted, or soon will not be. */
  renew(): void;
  /** Makes a retry that is waiting now. */
  retryNow(): void;
  /** Calls off the request under way, for good. */
  dispose(): void;
}

/** One transport for good: for servers, whose credentials do not end. */
export function fixedTransport(transport: Transport): TransportSource {
  let receiver: TransportReceiver | undefined;
  return {
    start(newReceiver) {
      receiver = newReceiver;
      receiver.onTransport(transport);
    },
    renew: () => receiver?.onTransport(transport),
    retryNow: () => undefined,
    dispose: () => undefined,
  };
}
