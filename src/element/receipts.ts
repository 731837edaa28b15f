import { isRemoved, type ChatMessage } from '../protocol/message.js';
import type { ConnectedActivity } from '../signals/index.js';
import type { Receipt } from '../views/receipt.js';

/** So many of the newest messages are looked at: no mark is needed further up. */
const MAX_LOOKED_AT = 100;

interface ReceiptState {
  readonly messages: readonly ChatMessage[];
  readonly ownId: string | undefined;
}

/** The marks of the visitor's messages: the newest one was delivered, and perhaps an earlier one seen. */
export class Receipts {
  #last: ReadonlyMap<string, Receipt> = new Map();

  /** Returns the same object until something changes: the list renders itself again for another one. */
  of(
    state: ReceiptState,
    delivered: string,
    activity: Pick<ConnectedActivity, 'seenMark'> | undefined,
  ): ReadonlyMap<string, Receipt> {
    const receipts = receiptsOf(state, delivered, activity);
    if (!isSame(receipts, this.#last)) this.#last = receipts;
    return this.#last;
  }
}

function receiptsOf(
  { messages, ownId }: ReceiptState,
  delivered: string,
  activity: Pick<ConnectedActivity, 'seenMark'> | undefined,
): ReadonlyMap<string, Receipt> {
  const receipts = new Map<string, Receipt>();
  if (ownId === undefined) return receipts;
  for (const message of messages.slice(-MAX_LOOKED_AT).reverse()) {
    if (message.author.id !== ownId || isRemoved(message)) continue;
    const seen = activity?.seenMark(message.id);
    if (seen) return receipts.set(message.id, { state: 'seen', ...seen });
    if (receipts.size > 0) continue;
    receipts.set(message.id, { state: 'delivered', text: delivered, title: delivered });
    // Only what was seen is looked for further up.
    if (!activity) return receipts;
  }
  return receipts;
}

function isSame(one: ReadonlyMap<string, Receipt>, other: ReadonlyMap<string, Receipt>): boolean {
  return (
    one.size === other.size &&
    [...one].every(([id, { text, title }]) => {
      const same = other.get(id);
      return same?.text === text && same.title === title;
    })
  );
}
