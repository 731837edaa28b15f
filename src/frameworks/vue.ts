import type { EmitFn, HTMLAttributes, Plugin, PublicProps } from 'vue';
import type { MomentoChatInboxElement } from '../momento-chat-inbox.js';
import { MEMBERS } from './members.js';
import type {
  ChatAttributes,
  ChatElements,
  ChatEvents,
  ChatSlot,
  InboxEvents,
  InboxSettings,
} from './templates.js';
import { elementComponent, registerComponents } from './vue-component.js';

export * from '../momento-chat.js';
export type { RelayAuth, RelayChatElement } from '../momento-chat-relay.js';
export type {
  Agent,
  Conversation,
  InboxStrings,
  MomentoChatInboxElement,
} from '../momento-chat-inbox.js';
export { isChatElement } from './vue-component.js';

/** What Vue's template checker looks at. */
interface InTemplate<Props, Events> {
  /** @deprecated for the template checker only */
  $props: HTMLAttributes & Props & PublicProps;
  /** @deprecated for the template checker only */
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>;
}

interface ComponentInTemplate<Element, Props, Events, Slot extends string> extends InTemplate<
  Props,
  Events
> {
  /** While the component is mounted. */
  readonly element: Element | null;
  /** @deprecated for the template checker only */
  $slots: Readonly<Partial<Record<Slot | 'default', () => unknown>>>;
}

/** The component of a chat: its props are the element's settings. A `ref` on it has the `element`. */
export type ChatComponent<Tag extends keyof ChatElements> = new () => ComponentInTemplate<
  ChatElements[Tag],
  Props<ChatAttributes<Tag>>,
  ChatEvents,
  ChatSlot
>;

/** The component of the inbox. */
export type InboxComponent = new () => ComponentInTemplate<
  MomentoChatInboxElement,
  InboxSettings,
  InboxEvents,
  never
>;

/** `<momento-chat>` as a component. What a slot has is in a `<div slot="…">`. */
export const MomentoChat = elementComponent(
  'momento-chat',
  MEMBERS['momento-chat'],
) as unknown as ChatComponent<'momento-chat'>;

/** `<momento-relay-chat>` as a component; its script is loaded with the first one. */
export const MomentoChatRelay = elementComponent(
  'momento-relay-chat',
  MEMBERS['momento-relay-chat'],
  () => import('../momento-chat-relay.js'),
) as unknown as ChatComponent<'momento-relay-chat'>;

/** `<momento-chat-inbox>` as a component; its script is loaded with the first one. */
export const MomentoChatInbox = elementComponent(
  'momento-chat-inbox',
  MEMBERS['momento-chat-inbox'],
  () => import('../momento-chat-inbox.js'),
) as unknown as InboxComponent;

/** The plugin: `app.use(momentoChat)` registers the components, and the tags in templates that the browser compiles. */
export const momentoChat: Plugin = {
  install: (app) => registerComponents(app, { MomentoChat, MomentoChatRelay, MomentoChatInbox }),
};

/** Vue's template checker converts `token-url` to `tokenUrl` before it looks up the property here. */
type Props<Attributes> = {
  [Name in keyof Attributes as CamelCase<Name>]?: Attributes[Name];
};

type CamelCase<Name> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The tags themselves. */
type ChatTags = {
  [Tag in keyof ChatElements]: new () => ChatElements[Tag] &
    InTemplate<Props<ChatAttributes<Tag>>, ChatEvents>;
};

interface Components {
  MomentoChat: ChatComponent<'momento-chat'>;
  MomentoChatRelay: ChatComponent<'momento-relay-chat'>;
  MomentoChatInbox: InboxComponent;
}

declare module 'vue' {
  interface GlobalComponents extends ChatTags, Components {}
}
