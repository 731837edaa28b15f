import { numberFormatter } from './number-formatter.js';
import type { Strings } from './strings.js';

const tryLater = 'The chat cannot be reached right now.';
const setUp = 'The chat is not set up correctly. Please tell the site’s owner.';

let lists: Intl.ListFormat | undefined;
// British: American English would have a comma before "and".
const list = (items: readonly string[]): string =>
  (lists ??= new Intl.ListFormat('en-GB')).format(items);

const format = numberFormatter('en');

export const en = Object.freeze<Strings>({
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
  unread: 'New',
  newMessages: (count) => `${format(count)} new ${count === 1 ? 'message' : 'messages'}`,
  toLatest: 'Latest messages',
  loadingEarlier: 'Loading earlier messages',
  earlierFailed: 'Earlier messages could not be loaded.',
  removed: 'This message was removed.',
  reactions: 'Reactions',
  reactedBy: (emoji, names, own, others) => {
    const people = [...names];
    if (own) people.push(names.length + others > 0 ? 'you' : 'You');
    if (others > 0) people.push(`${format(others)} ${others === 1 ? 'other' : 'others'}`);
    return `${emoji} ${format(names.length + Number(own) + others)}: ${list(people)}`;
  },
  addReaction: 'Add a reaction',
  inReplyTo: 'In reply to',
  showOriginal: 'Show the message',
  originalGone: 'That message is no longer available.',
  edited: 'edited',
  changeFailed: 'The change was not saved.',
  removalFailed: 'The message could not be removed.',
  bytesLeft: (count) =>
    count < 0 ? `${format(-count)} bytes too long` : `${format(count)} bytes left`,
  charactersLeft: (count) =>
    `${format(Math.abs(count))} ${Math.abs(count) === 1 ? 'character' : 'characters'} ${count < 0 ? 'too long' : 'left'}`,
  mentionedYou: (name) => `${name} mentioned you`,
  suggestions: 'Suggestions',
  away: 'We are away right now. Leave a message and we will reply.',
  readOnly: 'You can read this conversation, but not write in it.',
  ended: 'This conversation has ended.',
  connecting: 'Connecting…',
  catchingUp: 'Catching up…',
  reconnecting: 'Reconnecting…',
  disconnected: 'Not connected.',
  sending: 'Sending…',
  failed: 'Not sent.',
  sent: 'Sent',
  delivered: 'Delivered',
  unknownAuthor: 'Unknown',
  you: 'You',
  search: 'Search',
  copyCode: 'Copy code',
  reported: 'Reported.',
  save: 'Save',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'You do not have access to this conversation.',
    'token-not-found': setUp,
    'token-rejected': setUp,
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
    'connection-slow': 'The connection is slow.',
    'service-unavailable': tryLater,
    'message-rejected': 'A moderator did not allow this message.',
    'sending-too-fast': 'You are sending messages too fast. Please wait a moment.',
    'message-too-long': 'This message is too long. Please shorten it.',
    'outbox-full': 'Too many messages are waiting to be sent. Please wait a moment.',
    'attachment-not-allowed': 'This file cannot be sent here.',
    'attachment-too-large': 'This file is too large.',
    'attachment-broken': 'This file is empty or damaged.',
    'attachment-lost': 'This file is no longer available.',
  },
});
