import type { Conversation } from '../protocol/inbox.js';
import type { DeskAction, Outcome } from './desk-actions.js';
import type { Times } from './times.js';
import type { Notice } from './toast.js';
import type { InboxStrings } from './words.js';

/** What an agent is told of an action. `undo` takes back what can be taken back. */
export function noticeOf(
  action: DeskAction,
  outcome: Outcome,
  { visitor }: Conversation,
  words: InboxStrings,
  times: Times,
  undo: () => void,
): Notice {
  const name = visitor.name || words.guest;
  if (outcome.result === 'failed') return { text: words.notDone(name), wrong: true };
  if (outcome.result === 'conflict') {
    const { assignee } = outcome.conversation;
    return { text: words.wasTaken(name, assignee?.name ?? ''), wrong: true };
  }
  switch (action.type) {
    case 'assign':
      return { text: action.to === 'me' ? words.wasAssigned(name) : words.wasUnassigned(name) };
    case 'snooze':
      return { text: words.wasSnoozed(name, times.ahead(action.until, Date.now())), undo };
    case 'close':
      return { text: words.wasClosed(name), undo };
    case 'reopen':
      return { text: words.wasReopened(name) };
    case 'hand-over':
      return {
        text: action.to === 'bot' ? words.wasHandedToBot(name) : words.wasTakenFromBot(name),
      };
  }
}
