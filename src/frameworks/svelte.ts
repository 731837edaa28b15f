import type { HTMLAttributes } from 'svelte/elements';
import type { ChatAttributes, ChatElements, ChatEvents } from './templates.js';

export * from '../momento-chat.js';

type Listeners<Element> = {
  [Name in keyof ChatEvents as `on${Name}`]?:
    ((event: ChatEvents[Name] & { currentTarget: Element }) => void) | undefined;
};

type ChatMarkup = {
  [Tag in keyof ChatElements]: HTMLAttributes<ChatElements[Tag]> &
    ChatAttributes<Tag> &
    Listeners<ChatElements[Tag]>;
};

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface SvelteHTMLElements extends ChatMarkup {}
}
