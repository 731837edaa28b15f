import type { ActionReturn } from 'svelte/action';
import type { HTMLAttributes } from 'svelte/elements';
import type { MomentoChatElement } from '../element/momento-chat-element.js';
import type { RelayChatElement } from '../element/relay-chat-element.js';
import { MEMBERS } from './members.js';
import { keepElement } from './svelte-action.js';
import type { ChatAttributes, ChatElements, ChatEvents, ChatSettings } from './templates.js';

export * from '../momento-chat.js';

type Listeners<Element> = {
  [Name in keyof ChatEvents as `on${Name}`]?:
    ((event: ChatEvents[Name] & { currentTarget: Element }) => void) | undefined;
};

type ChatMarkup = {
  [Tag in keyof ChatElements]: HTMLAttributes<ChatElements[Tag]> &
    ChatAttributes<Tag> &
    Listeners<ChatElements[Tag]> & {
      /** For `use:chat`: the chat waits for it before it enters its room. */
      'defer-hydration'?: boolean | '' | undefined;
    };
};

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface SvelteHTMLElements extends ChatMarkup {}
}

/** What `use:chat` sets on `<momento-chat>`: its settings by their properties' names, and listeners as in markup. */
export type ChatOptions = ChatSettings<'momento-chat'> & Listeners<MomentoChatElement>;

/** What `use:relayChat` sets. */
export type RelayChatOptions = ChatSettings<'momento-relay-chat'> & Listeners<RelayChatElement>;

/**
 * An action, `use:chat={options}`: keeps the chat's settings and listeners as the options say, until it is removed. With
 * `fromAction` of `svelte/attachments` it is an attachment. It runs in browsers only: a server renders what stands in the markup.
 * With the attribute `defer-hydration` the chat enters its room only once it has what the action sets.
 */
export function chat(element: MomentoChatElement, options: ChatOptions): ActionReturn<ChatOptions> {
  return keepElement<ChatOptions>(element, MEMBERS['momento-chat'], options);
}

/** The same for `<momento-relay-chat>`, on pages that import `momento-chat/relay`. */
export function relayChat(
  element: RelayChatElement,
  options: RelayChatOptions,
): ActionReturn<RelayChatOptions> {
  return keepElement<RelayChatOptions>(element, MEMBERS['momento-relay-chat'], options);
}
