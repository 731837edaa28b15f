'use client';

import type {
  DetailedHTMLProps,
  ForwardRefExoticComponent,
  HTMLAttributes,
  ReactNode,
  RefAttributes,
} from 'react';
import type { MomentoChatInboxElement } from '../momento-chat-inbox.js';
import type { MomentoChatElement } from '../momento-chat.js';
import type { RelayChatElement } from '../momento-chat-relay.js';
import { MEMBERS } from './members.js';
import { elementComponent } from './react/component.js';
import type {
  ChatAttributes,
  ChatElements,
  ChatEvents,
  ChatSettings,
  InboxEvents,
  InboxSettings,
} from './templates.js';

// By name, because Next.js takes no `export *` in a module for clients.
export {
  ChatElement,
  ChatError,
  MomentoChatActivityChangeEvent,
  MomentoChatBeforeEditEvent,
  MomentoChatBeforeReactEvent,
  MomentoChatBeforeRemoveEvent,
  MomentoChatBeforeSendEvent,
  MomentoChatCloseEvent,
  MomentoChatElement,
  MomentoChatErrorEvent,
  MomentoChatMentionEvent,
  MomentoChatMessageEvent,
  MomentoChatOpenEvent,
  MomentoChatReportEvent,
  MomentoChatSendEvent,
  MomentoChatStatusChangeEvent,
  MomentoChatUnreadChangeEvent,
} from '../momento-chat.js';
export type * from '../momento-chat.js';
export type { RelayAuth, RelayChatElement } from '../momento-chat-relay.js';
export type {
  Agent,
  Conversation,
  InboxStrings,
  MomentoChatInboxElement,
} from '../momento-chat-inbox.js';

/** `onChatUnreadChange` listens to `momento-chat-unread-change`. */
type Handlers<Events> = {
  [Name in keyof Events as Handler<Name>]?: ((event: Events[Name]) => void) | undefined;
};

type Handler<Name> = Name extends `momento-${infer Rest}` ? `on${PascalCase<Rest>}` : never;

type PascalCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${PascalCase<Rest>}`
  : Capitalize<Name>;

/** Further attributes of HTML: `className`, `style`, `id`, `aria-label`, `onClick`. */
type Others<Element, Own> = Omit<HTMLAttributes<Element>, keyof Own | 'defaultValue'>;

type ChatProps<Tag extends keyof ChatElements> = ChatSettings<Tag> &
  Handlers<ChatEvents> &
  Others<ChatElements[Tag], ChatSettings<Tag>> & {
    /** Content for the slots: `<p slot="greeting">`. */
    children?: ReactNode;
  };

/** The attributes and properties of `<momento-chat>`, by the names of the properties, and its events as `onChat…`. */
export type MomentoChatProps = ChatProps<'momento-chat'>;

/** The attributes and properties of `<momento-relay-chat>`, by the names of the properties, and its events as `onChat…`. */
export type MomentoChatRelayProps = ChatProps<'momento-relay-chat'>;

/** The attributes and properties of `<momento-chat-inbox>`, by the names of the properties, and its events as `onChat…`. */
export type MomentoChatInboxProps = InboxSettings &
  Handlers<InboxEvents> &
  Others<MomentoChatInboxElement, InboxSettings>;

/** `<momento-chat>` as a component. Its `ref` is the element. */
export const MomentoChat = elementComponent(
  'momento-chat',
  MEMBERS['momento-chat'],
) as ForwardRefExoticComponent<MomentoChatProps & RefAttributes<MomentoChatElement>>;

/** `<momento-relay-chat>` as a component; its script is loaded with the first one. */
export const MomentoChatRelay = elementComponent(
  'momento-relay-chat',
  MEMBERS['momento-relay-chat'],
  () => import('../momento-chat-relay.js'),
) as ForwardRefExoticComponent<MomentoChatRelayProps & RefAttributes<RelayChatElement>>;

/** `<momento-chat-inbox>` as a component; its script is loaded with the first one. */
export const MomentoChatInbox = elementComponent(
  'momento-chat-inbox',
  MEMBERS['momento-chat-inbox'],
  () => import('../momento-chat-inbox.js'),
) as ForwardRefExoticComponent<MomentoChatInboxProps & RefAttributes<MomentoChatInboxElement>>;

/** React 19 names the listener of a custom element's event `momento-chat-message` `onmomento-chat-message`. */
type Listeners = {
  [Name in keyof ChatEvents as `on${Name}`]?: ((event: ChatEvents[Name]) => void) | undefined;
};

type ChatJsx = {
  [Tag in keyof ChatElements]: DetailedHTMLProps<
    HTMLAttributes<ChatElements[Tag]>,
    ChatElements[Tag]
  > &
    ChatAttributes<Tag> &
    Listeners;
};

declare module 'react' {
  // Declaration merging is the only way to extend a module's namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface IntrinsicElements extends ChatJsx {}
  }
}
