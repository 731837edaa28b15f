import type { ChatErrorCode, MomentoChatElement } from '../../src/momento-chat.js';
import {
  recordStatuses,
  untilStatus,
  type ChatFixture,
  type OpenOptions,
} from '../helpers/chat-fixture.js';

/** A chat that is connected, with everything that its host is told from then on. */
export interface OpenedChat {
  element: MomentoChatElement;
  statuses: string[];
  errors: ChatErrorCode[];
}

export async function openChat(chat: ChatFixture, options: OpenOptions): Promise<OpenedChat> {
  const element = chat.open(options);
  const errors: ChatErrorCode[] = [];
  element.addEventListener('momento-chat-error', ({ error }) => errors.push(error.code));
  await untilStatus(element, 'connected');
  return { element, statuses: recordStatuses(element), errors };
}

/** How often a token was asked for so far. */
export async function tokenRequests(chat: ChatFixture): Promise<number> {
  return (await chat.endpoint.requests()).filter(({ method }) => method === 'GET').length;
}
