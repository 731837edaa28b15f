import type { ConnectionStatus } from '../../protocol/connection-status.js';
import type { ChatError } from '../../protocol/errors.js';
import type { Transport } from '../../transport/transport.js';
import type { CatchUpOptions } from './catch-up.js';
import type { TransportSource } from './transport-source.js';

export interface ConnectionOptions<Item> extends CatchUpOptions<Item> {
  source: TransportSource;
  /** With the reason, while the status is `reconnecting`, `failed`, or `catching-up` for longer than it should be. */
  onStatus: (status: ConnectionStatus, error?: ChatError) => void;
  /** From here on something may be missing, until the `onHistory` of a fetch that begins after this. */
  onBreak: () => void;
  /** Messages can be sent through this transport from now on; undefined: through none for the time being. */
  onTransport: (transport: Transport | undefined) => void;
  /** Something failed; once for each kind of fault until all is well again. */
  onFault: (error: ChatError) => void;
}
