import type { Strings } from './strings.js';

const tryLater = 'The chat cannot be reached right now.';
const setUp = 'The chat is not set up correctly. Please tell the site’s owner.';

export const en: Strings = Object.freeze({
  conversation: 'Conversation',
  composerLabel: 'Message',
  composerPlaceholder: 'Write a message',
  send: 'Send',
  retry: 'Try again',
  retryNow: 'Try now',
  discard: 'Discard',
  loading: 'Loading the conversation',
  gap: 'Some messages may be missing here.',
  empty: 'No messages yet. Say hello!',
  readOnly: 'You can read this conversation, but not write in it.',
  connecting: 'Connecting…',
  catchingUp: 'Catching up…',
  reconnecting: 'Reconnecting…',
  disconnected: 'Not connected.',
  sending: 'Sending…',
  failed: 'Not sent.',
  unknownAuthor: 'Unknown',
  you: 'You',
  errors: {
    'configuration-missing': setUp,
    'token-refused': 'You are not allowed to enter this conversation.',
    'token-not-found': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Too many people are joining right now.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Your access to this conversation has expired.',
    'not-permitted': 'You are not allowed to do this here.',
    'cache-not-found': setUp,
    'quota-exceeded': 'The chat is very busy right now.',
    'service-rejected': 'The chat did not accept this.',
    'connection-lost': 'Connection lost.',
    'service-unavailable': tryLater,
    'message-too-long': 'This message is too long. Please shorten it.',
    'outbox-full': 'Too many messages are waiting to be sent. Please wait a moment.',
  },
});
