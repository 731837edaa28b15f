import type { MomentoStatusError } from './status.js';

/** Where a streaming handler writes. */
export interface ResponseStream<Response> {
  write(response: Response): void;
  /** Ends the stream; without an error, cleanly. */
  end(error?: MomentoStatusError): void;
  /** Calls back once, when the stream is over, whoever ended it. */
  onClose(listener: () => void): void;
}
