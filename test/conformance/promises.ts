import type { Mode } from './modes.js';

/** Every promise, and why a mode cannot give it, where it cannot. What is not named here, each mode gives. */
export const PROMISES = {
  'send: a burst arrives once, in the order in which it was written': {},
  'join: who comes while others write misses nothing': {},
  'retry: a ListPushBack that is refused is tried again': {},
  'retry: a Publish that is refused is tried again': {},
  'lost answer: a ListPushBack without an answer stores and shows once': {},
  'lost answer: a Publish without an answer stores and shows once': {},
  'late answer: what was given up is shown once, and nothing else is lost': {},
  'slow: late answers lose nothing and keep the order': {},
  'cut: what was sent while streams were cut is there afterwards': {},
  'cut: what was sent while the visitors’ sockets were cut is there afterwards': {
    direct: 'visitors have no socket beside the stream',
    moderated: 'visitors have no socket beside the stream',
  },
  'freeze: what was sent while streams were silent is there afterwards': {},
  'freeze: what was sent while the visitors’ sockets were silent is there afterwards': {
    direct: 'visitors have no socket beside the stream',
    moderated: 'visitors have no socket beside the stream',
  },
  'expiry: a list that runs out takes back nothing that is shown': {},
  'expiry: a token that expires is replaced, and nothing is missed': {
    relay: 'visitors have no token; the relay’s own key does not expire',
  },
  'truncation: a retry evicts nobody’s message from a full list': {},
  'removal: what an author takes back is removed everywhere': {
    moderated: 'the moderator alone removes messages',
    relay: 'the relay publishes for all, so the service cannot say whose message it is',
  },
  'removal: what a moderator takes back is removed everywhere': {
    direct: 'there is no moderator',
    relay: 'a relay without a moderator takes nothing back',
  },
  'removal: a removal that was missed shows between two messages that remain': {
    direct: 'everybody may write the list, so absence proves nothing',
    relay: 'everybody may write the list, so absence proves nothing',
  },
  'removal: absence at the list’s beginning takes nothing back': {},
  'two tabs: both of one visitor show what either writes': {},
  'two tabs: unsent messages of both are sent once, after one comes again': {},
  'foreign writers: a message without an id is shown once': {},
  'foreign writers: who joins between its push and its publish sees it once': {},
} as const satisfies Record<string, Partial<Record<Mode, string>>>;

export type PromiseName = keyof typeof PROMISES;

/** A test of a promise; a skip that says why, where the mode cannot give it. */
export function promise(name: PromiseName, mode: Mode, test: () => Promise<void>): void {
  const reasons: Partial<Record<Mode, string>> = PROMISES[name];
  const reason = reasons[mode];
  if (reason === undefined) it(name, test);
  else it.skip(`${name}; not promised: ${reason}`, test);
}
