import type { Mode } from './modes.js';

/** Every promise, with the reason for each mode that does not give it. A mode without a reason gives the promise. */
export const PROMISES = {
  'send: a burst of messages arrives once and in the order of sending': {},
  'join: a visitor who joins while others write misses no message': {},
  'retry: a refused ListPushBack is retried': {},
  'retry: a refused Publish is retried': {},
  'lost response: a message whose ListPushBack got no response is stored and shown once': {},
  'lost response: a message whose Publish got no response is stored and shown once': {},
  'late response: a message whose ListPushBack timed out is shown once, and no other is lost': {},
  'slow: slow responses lose no message and keep the order': {},
  'cut: messages sent while streams were cut arrive afterwards': {},
  'cut: messages sent while the visitors’ sockets were cut arrive afterwards': {
    direct: 'visitors have no socket beside the stream',
    moderated: 'visitors have no socket beside the stream',
  },
  'freeze: messages sent while streams were silent arrive afterwards': {},
  'freeze: messages sent while the visitors’ sockets were silent arrive afterwards': {
    direct: 'visitors have no socket beside the stream',
    moderated: 'visitors have no socket beside the stream',
  },
  'expiry: an expired list removes no message that is shown': {},
  'expiry: an expired token is replaced, and no message is missed': {
    relay: 'visitors have no token, and the relay’s own key does not expire',
  },
  'truncation: a retry evicts no other message from a full list': {},
  'removal: a message that a moderator removes is removed for every visitor': {
    direct: 'there is no moderator',
    relay: 'a relay without a moderator removes no message',
  },
  'removal: a message that is only absent from the list is not removed': {},
  'changes: a reaction, an edit, an answer and a removal reach visitors who are there, and who come later':
    {},
  'changes: those made while streams were cut arrive afterwards': {},
  'changes: those made while streams were silent arrive afterwards': {},
  'changes: a refused Publish is retried': {},
  'changes: one whose Publish got no response counts once': {},
  'changes: a slow service keeps the last one of several': {},
  'changes: a removed message leaves no text behind in the room’s lists': {},
  'changes: nobody changes the message of another': {},
  'changes: those that are not sent are sent after a reload': {},
  'roles: a moderator removes the message of another, for those who are there and who come later': {
    direct: 'nobody can prove a role',
  },
  'roles: a removal whose Publish is refused or gets no response is told all the same': {
    direct: 'nobody can prove a role',
  },
  'roles: what a moderator removes leaves no text behind, and returns neither by a retry nor after a reload':
    { direct: 'nobody can prove a role' },
  'roles: a removal by a member, or in a room without a server, removes nothing': {},
  'signals: visitors see who is here, who writes, and what the others have seen': {},
  'signals: they leave nothing in the room’s lists, and nothing in chats without them': {},
  'two tabs: both tabs of a visitor show the messages written in either': {},
  'two tabs: unsent messages of both tabs are sent once after one tab is reopened': {},
  'foreign writers: a message without an id is shown once': {},
  'foreign writers: a visitor who joins between its push and its publish sees it once': {},
} as const satisfies Record<string, Partial<Record<Mode, string>>>;

export type PromiseName = keyof typeof PROMISES;

/** Defines the test of a promise, skipped with the reason if the mode does not give it. */
export function promise(name: PromiseName, mode: Mode, test: () => Promise<void>): void {
  const reasons: Partial<Record<Mode, string>> = PROMISES[name];
  const reason = reasons[mode];
  if (reason === undefined) it(name, test);
  else it.skip(`${name}; not promised: ${reason}`, test);
}
