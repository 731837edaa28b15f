import type { MomentoStatusError } from '../engine/status.js';

/** The stream that a streaming handler writes to. */
export interface ResponseStream<Response> {
  write(response: Response): void;
  /** Ends the stream, with the status OK unless there is an error. */
  end(error?: MomentoStatusError): void;
  /** Calls back once, when either side has ended the stream. */
  onClose(listener: () => void): void;
}
