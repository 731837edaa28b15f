'use client';

import { MEMBERS } from '../frameworks/members.js';
import { elementComponent } from '../frameworks/react/component.js';

/*
 * The components for servers: they write the tag with its attributes and its content. Browsers get the same components, with
 * the elements' classes.
 */

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
} from './momento-chat.js';

export const MomentoChat = elementComponent('momento-chat', MEMBERS['momento-chat']);
export const MomentoChatRelay = elementComponent(
  'momento-relay-chat',
  MEMBERS['momento-relay-chat'],
);
export const MomentoChatInbox = elementComponent(
  'momento-chat-inbox',
  MEMBERS['momento-chat-inbox'],
);
