import type { App } from 'vue';
import { MEMBERS } from '../frameworks/members.js';
import { elementComponent, registerComponents } from '../frameworks/vue-component.js';

/* The components for servers: they write the tag with its attributes and its content. */

export * from './momento-chat.js';
export { isChatElement } from '../frameworks/vue-component.js';

export const MomentoChat = elementComponent('momento-chat', MEMBERS['momento-chat']);
export const MomentoChatRelay = elementComponent(
  'momento-relay-chat',
  MEMBERS['momento-relay-chat'],
);
export const MomentoChatInbox = elementComponent(
  'momento-chat-inbox',
  MEMBERS['momento-chat-inbox'],
);

export const momentoChat = {
  install: (app: App) =>
    registerComponents(app, { MomentoChat, MomentoChatRelay, MomentoChatInbox }),
};
