import { dayFormatter, timeFormatter } from '../localization/language.js';
import type { MessageItemContext } from './parts/message-part.js';

/** The list's properties that its rows are rendered with: where one changes, every row is rendered anew. */
export const CONTEXT_PROPERTIES = [
  'strings',
  'renderBody',
  'avatarOf',
  'nameOf',
  'filesOf',
  'parts',
  'ended',
  'userId',
  'canRelate',
  'formatted',
] as const;

export type ListProperties = Omit<
  MessageItemContext,
  'formatTime' | 'formatDay' | 'ownId' | 'find' | 'act'
> & { readonly userId: string | undefined };

/** What the rows of a list are rendered with, in a language. */
export function itemContext(
  {
    strings,
    renderBody,
    avatarOf,
    nameOf,
    filesOf,
    parts,
    ended,
    userId: ownId,
    canRelate,
    formatted,
  }: ListProperties,
  language: string,
  { find, act }: Pick<MessageItemContext, 'find' | 'act'>,
): MessageItemContext {
  return {
    strings,
    renderBody,
    avatarOf,
    nameOf,
    filesOf,
    parts,
    ended,
    ownId,
    canRelate,
    formatted,
    find,
    act,
    formatTime: timeFormatter(language),
    formatDay: dayFormatter(language),
  };
}
