import type { Entry, Page, Section } from '../page.js';
import {
  CHAT_ERRORS,
  DESK_ERRORS,
  OVERLAY_ERRORS,
  REFUSALS,
  REJECTIONS,
  RELAY_REFUSALS,
  TOKEN_ISSUE_ERRORS,
  type Remedy,
} from '../error-codes.js';

/** Every error code with its cause and its cure. */
export function errorsPage(): Page {
  return {
    name: 'errors',
    title: 'Error codes',
    intro:
      'A `ChatError` has a `code` for programs, a `message` for developers, which says what failed, why, and what to do, and often a `cause`. ' +
      '`passing` tells whether the same may work later.',
    sections: [
      section(
        'In the page',
        '`event.error.code` of `momento-chat-error`, and the errors that methods throw.',
        CHAT_ERRORS,
      ),
      section(
        'A game’s client',
        'The `code` with which promises of `connectOverlay` reject, besides those above.',
        OVERLAY_ERRORS,
      ),
      section(
        'The token endpoint',
        '`error.code` in the body of an answer without a token.',
        REFUSALS,
      ),
      section('Issuing a token', 'The `code` of a `TokenIssueError`.', TOKEN_ISSUE_ERRORS),
      section(
        'The relay',
        'The `code` of an acknowledgement, or of the events `error` and `rejected`.',
        RELAY_REFUSALS,
      ),
      section('The moderator', 'What the sender of a message is told.', REJECTIONS),
      section('The moderators’ desk', 'The `code` of a `DeskError`.', DESK_ERRORS),
    ],
  };
}

function section(
  title: string,
  intro: string,
  remedies: Readonly<Record<string, Remedy>>,
): Section {
  const entries = Object.entries(remedies).map(([name, { cause, cure }]): Entry => {
    const described = cause !== '' && cure !== '';
    return { name, text: described ? `${cause}\n\n**Cure:** ${cure}` : '' };
  });
  return { title, intro, entries, heads: { name: 'code', text: 'cause and cure' } };
}
