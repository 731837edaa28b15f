import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import { auditDom } from './audit.js';

type Until = (what: string, holds: () => unknown) => Promise<void>;

/** One that makes no sense of a list goes on asking for it. */
const SETTLED = ['connected', 'catching-up', 'failed', 'reconnecting'];

export function inbox(): MomentoChatInboxElement {
  const element = document.querySelector('momento-chat-inbox');
  if (!element) throw new Error('there is no inbox');
  return element;
}

/** As many columns as there can be, and all lines. */
function add(tokenUrl: string): MomentoChatInboxElement {
  const element = document.createElement('momento-chat-inbox');
  element.tokenUrl = tokenUrl;
  element.style.cssText = 'block-size: 3000px; inline-size: 1200px';
  document.body.append(element);
  return element;
}

export function leave(): void {
  for (const element of document.querySelectorAll('momento-chat-inbox')) element.remove();
}

/** Shows the reports, and then a conversation with all that is known of it. */
export async function enter(tokenUrl: string, room: string, until: Until): Promise<string[]> {
  leave();
  const element = add(tokenUrl);
  await until('the inbox', () => element.status === 'connected');
  element.view = 'reports';
  await until('the reports', () =>
    element.renderRoot.querySelector('momento-chat-inbox-reports')?.renderRoot.querySelector('ul'),
  );
  const complaints = auditDom(element.renderRoot);
  element.view = 'conversations';
  element.open(room);
  await until('the notes', () =>
    element.renderRoot.querySelector('momento-chat-inbox-details')?.renderRoot.querySelector('li'),
  );
  await until('the talk', () => element.renderRoot.querySelector('momento-chat'));
  return [...complaints, ...auditDom(element.renderRoot)];
}

export async function look(excerpt: string, until: Until): Promise<string[]> {
  const element = inbox();
  await until('the last item', () =>
    element.conversations.some((conversation) => conversation.excerpt === excerpt),
  );
  await element.updateComplete;
  return auditDom(element.renderRoot);
}

export async function enterAll(tokenUrls: readonly string[], until: Until): Promise<string[]> {
  const elements = tokenUrls.map(add);
  await until('all inboxes to be settled', () =>
    elements.every(({ status }) => SETTLED.includes(status)),
  );
  await Promise.all(elements.map(({ updateComplete }) => updateComplete));
  const complaints = elements.flatMap((element) => auditDom(element.renderRoot));
  leave();
  return complaints;
}
