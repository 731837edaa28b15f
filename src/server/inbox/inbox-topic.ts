import type { Agent, Conversation, InboxEvent } from '../../protocol/inbox.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { fitsInItem } from '../../protocol/limits.js';
import { ownFields } from '../../protocol/own-fields.js';
import { RESERVED_PREFIX } from '../../protocol/room-name.js';

/** Its name begins as no room's may: no token of a room opens it. */
export const INBOX_TOPIC = `${RESERVED_PREFIX}inbox`;

/** The item that tells of a changed conversation: as much of it as fits. */
export function conversationItem(conversation: Conversation): string {
  const whole = itemOf({ type: 'conversation', conversation });
  if (fitsInItem(whole)) return whole;
  const most = itemOf({ type: 'conversation', conversation: withoutContext(conversation) });
  if (fitsInItem(most)) return most;
  const { room, version } = conversation;
  return itemOf({ type: 'changed', room, version });
}

/** The item that tells which agents are here: as many as fit. */
export function agentsItem(agents: readonly Agent[]): string {
  const item = itemOf({ type: 'agents', agents });
  return fitsInItem(item) || agents.length === 0 ? item : agentsItem(agents.slice(0, -1));
}

/** The item that tells that the queue of reports has changed. It says nothing of them. */
export const REPORTS_ITEM = itemOf({ type: 'reports' });

/** Only servers publish to this topic, so what they say is trusted; a later version may say something else. */
export function readInboxEvent(text: string): InboxEvent | undefined {
  const event = parseJson(text);
  return typeof event === 'object' && event !== null ? ownFields<InboxEvent>(event) : undefined;
}

function withoutContext({ context: _, ...others }: Conversation): Omit<Conversation, 'context'> {
  return others;
}

function itemOf(event: InboxEvent): string {
  return toJson(event);
}
