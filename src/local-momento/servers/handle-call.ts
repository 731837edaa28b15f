import { finished, type Writable } from 'node:stream';
import type { Dispatcher, IncomingCall } from '../dispatcher.js';
import type { StreamSink } from '../rpc/open-streams.js';
import { findRpc } from '../rpc/table.js';

/** A call as received by a server, before its request is read. */
export interface ReceivedCall extends Omit<IncomingCall, 'request'> {
  readonly path: string;
  /** Reads the request's single message. */
  request(): Promise<Buffer>;
}

/**
 * Dispatches a call and writes its response to `sink`. A unary response is a stream of one message.
 *
 * @param connection the stream that the sink writes to; a subscription ends with it
 */
export async function handleCall(
  dispatcher: Dispatcher,
  received: ReceivedCall,
  sink: StreamSink,
  connection: Writable,
): Promise<void> {
  const rpc = findRpc(received.path);
  const request = rpc.readsRequest ? await received.request() : Buffer.alloc(0);
  const call: IncomingCall = {
    request,
    trustsAnonymous: received.trustsAnonymous,
    header: (name) => received.header(name),
  };
  if (rpc.kind === 'unary') {
    sink.write(await dispatcher.unary(rpc, call));
    sink.end();
    return;
  }
  const stream = dispatcher.stream(rpc, call, sink);
  // `finished` also calls back for a connection that is already closed.
  finished(connection, () => stream.close());
}
