import { ChatError } from '../../protocol/errors.js';

export function streamStuck(): ChatError {
  return new ChatError(
    'service-unavailable',
    'unable to receive live messages; the stream takes longer to open than the history to come.',
  );
}

export function historySlow(): ChatError {
  return new ChatError(
    'connection-slow',
    'unable to fetch the history in time; the connection is slow. It is fetched in smaller parts.',
  );
}

export function streamUnanswered(): ChatError {
  return new ChatError(
    'service-unavailable',
    'unable to receive live messages; the service accepts the connection, but does not answer.',
  );
}

export function streamSilent(): ChatError {
  return new ChatError(
    'connection-lost',
    'unable to go on receiving live messages; the connection has fallen silent.',
  );
}
