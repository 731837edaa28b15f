import { finished, type Writable } from 'node:stream';
import type { Dispatcher, IncomingCall } from '../dispatcher.js';
import type { StreamSink } from '../open-streams.js';
import { findRpc } from '../rpc/table.js';

/** A call as a face received it. */
export interface ReceivedCall extends Omit<IncomingCall, 'request'> {
  readonly path: string;
  /** Reads the request's one message. */
  request(): Promise<Buffer>;
}

/**
 * Has a call carried out, and its answer written to `sink`. A unary answer is a stream of one
 * message. `connection` is what the sink writes to: a subscription ends when it does.
 */
export async function answer(
  dispatcher: Dispatcher,
  received: ReceivedCall,
  sink: StreamSink,
  connection: Writable,
): Promise<void> {
  const rpc = findRpc(received.path);
  const request = rpc.readsRequest ? await received.request() : Buffer.alloc(0);
  const call: IncomingCall = {
    request,
    trustsTheAnonymous: received.trustsTheAnonymous,
    header: (name) => received.header(name),
  };
  if (rpc.kind === 'unary') {
    sink.write(await dispatcher.unary(rpc, call));
    sink.end();
    return;
  }
  const stream = dispatcher.stream(rpc, call, sink);
  // Also called for a caller who has gone already.
  finished(connection, () => stream.close());
}
