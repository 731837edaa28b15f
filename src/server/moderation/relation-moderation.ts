import type { Clock } from '../../platform/clock.js';
import { readStamp, serializeEvent } from '../../protocol/event-codec.js';
import { parseEvent } from '../../protocol/kinds/index.js';
import { edit, type EditEvent } from '../../protocol/kinds/edit.js';
import {
  isRelation,
  type EventFields,
  type Relation,
  type RoomEvent,
  type Stamp,
} from '../../protocol/kinds/kind.js';
import { reaction } from '../../protocol/kinds/reaction.js';
import { removal } from '../../protocol/kinds/removal.js';
import { fitsInItem } from '../../protocol/limits.js';
import { keepMentions } from '../../protocol/mentions.js';
import { ownFields } from '../../protocol/own-fields.js';
import { isRemoved, type Lease, type Leases } from '../store/leases.js';
import { removeStoredMessage } from '../store/room-administration.js';
import type { RoomStore } from '../store/room-store.js';
import { RelationList, type StoredMessage } from '../store/relation-list.js';
import { askModerationHook, authorOfUser } from './moderation-hook.js';
import type { CheckedModerationOptions, ModerationOptions } from './moderation-options.js';
import type { ModerationCounts } from './moderation-stats.js';
import type { HostCalls } from './host-call.js';
import type { Refusal, Rejectable, Rejections } from './rejections.js';
import { mayRemoveOthers } from './room-role.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { EventBatches } from '../limits/event-batches.js';
import type { SenderOrder } from './sender-order.js';

/** How many of the relations that this process has stored it remembers, to remove each when its author replaces it. */
const MAX_REMEMBERED = 10_000;

/** A relation that a visitor has sent. */
export interface SentRelation {
  readonly room: string;
  /** The publisher's token id. */
  readonly userId: string;
  readonly kind: Relation;
  readonly event: RoomEvent;
  readonly stamp: Stamp;
}

export interface RelationModerationOptions {
  readonly host: ModerationOptions;
  readonly checked: CheckedModerationOptions;
  readonly clock: Clock;
  readonly calls: HostCalls;
  readonly counts: ModerationCounts;
  readonly order: SenderOrder;
  readonly leases: Leases;
  readonly rejections: Rejections;
  readonly reactionSpacingMs: number | undefined;
  readonly report: (error: unknown) => void;
}

/** Reads a relation that a visitor has sent. @returns undefined if it is not a relation, or has no id by which its sender recognizes it */
export function readRelation(
  room: string,
  userId: string,
  fields: EventFields,
): SentRelation | undefined {
  const known = parseEvent(fields);
  const stamp = readStamp(fields);
  if (!known || !isRelation(known.kind) || stamp.id === '') return undefined;
  return { room, userId, kind: known.kind, event: known.event, stamp };
}

/**
 * Processes reactions, edits and removals: checks who sends them, stores them in the room's list of relations, and publishes
 * them. A sender that receives neither its relation nor a rejection sends it again with the same id.
 */
export class RelationModeration {
  readonly #options: RelationModerationOptions;
  readonly #store: RoomStore;
  readonly #list: RelationList;
  readonly #leases: Leases;
  readonly #batches: EventBatches;
  /** The newest relations that this process has stored. The key is the same for the relation that would replace it. */
  readonly #remembered = new BoundedMap<string, string>(MAX_REMEMBERED);

  constructor(options: RelationModerationOptions) {
    this.#options = options;
    const { host, checked, clock, leases, reactionSpacingMs, report } = options;
    this.#store = host.store;
    this.#list = new RelationList(host.store, checked.history, clock);
    this.#leases = leases;
    this.#batches = new EventBatches(
      clock,
      (room, item) => host.store.publish(room, item).catch(report),
      reactionSpacingMs,
    );
  }

  /** @throws the store's error: the sender tries again */
  async process(sent: SentRelation): Promise<void> {
    const { room, userId, kind, stamp } = sent;
    const id = leaseId(sent);
    const lease = await this.#leases.acquire(room, userId, id);
    if (!lease) return;
    if (kind === reaction) {
      if (!(await this.#putOff(sent))) await this.#react(sent);
      return;
    }
    const known = await this.#leases.resultOf(room, userId, id);
    if (known?.state === 'rejected') {
      await this.#tell(sent, known);
      return;
    }
    if (kind === edit && (await isRemoved(this.#store, room, kind.targetOf(sent.event)))) {
      await this.#tell(sent, { code: 'rejected' });
      return;
    }
    if (known) {
      if (known.state === 'storing') await this.#list.push(room, known.item);
      await this.#tellInbox(room, known.item);
      await this.#store.publish(room, known.item);
      return;
    }
    // What is the user's own they may remove at any time.
    if (kind === edit && (await this.#putOff(sent))) return;
    const target = await this.#list.find(room, kind.targetOf(sent.event));
    // A process may have ended between taking the message out of the list and telling the room.
    const gone =
      target || kind !== removal ? undefined : await this.#list.findRemoval(room, stamp.id);
    if (!target && !gone) {
      // Perhaps another process is about to store it: nothing is recorded.
      await this.#tell(sent, { code: 'rejected' });
      return;
    }
    const isInTime = this.#isAuthorInTime(sent, target) || gone?.authorId === userId;
    const refusal = isInTime ? undefined : await this.#refusalOf(sent);
    if (refusal) await this.#reject(sent, refusal);
    else if (kind === edit) await this.#edit(sent, sent.event as EditEvent, lease);
    else await this.#remove(sent);
  }

  /** Refuses a relation beyond the rate limit. Nothing is recorded, so a later try can succeed. */
  async refuse(sent: SentRelation): Promise<void> {
    await this.#options.rejections.refuse(rejectable(sent), { code: 'rate-limited' });
  }

  flush(): Promise<void> {
    return this.#batches.flush();
  }

  /** Called after a message was stored. It never rejects, because the message is stored. */
  async refresh(room: string): Promise<void> {
    await this.#list.refresh(room).catch(this.#options.report);
  }

  #putOff(sent: SentRelation): Promise<boolean> {
    const { host, rejections } = this.#options;
    return rejections.putOff(rejectable(sent), host.desk);
  }

  /** Informs the sender that a relation does not pass. */
  #tell(sent: SentRelation, refusal: Refusal): Promise<void> {
    return this.#options.rejections.publish(rejectable(sent), refusal);
  }

  #isAuthorInTime({ userId, kind }: SentRelation, target?: StoredMessage): boolean {
    const { edits, removals } = this.#options.checked;
    const seconds = kind === edit ? edits : removals;
    if (target?.parsed.message.author.id !== userId) return false;
    const age = this.#options.clock.now() - (target.parsed.message.sentAt ?? 0);
    return age <= seconds * 1000;
  }

  /** Why a user may not do what the author may not do, or no longer. Only removals are for moderators, too. */
  async #refusalOf({ room, userId, kind }: SentRelation): Promise<Refusal | undefined> {
    const { host, calls, report } = this.#options;
    if (kind !== removal) return { code: 'rejected' };
    try {
      const mayRemove = await mayRemoveOthers(host, userId, room, calls);
      return mayRemove ? undefined : { code: 'rejected' };
    } catch (error) {
      report(error);
      return { code: 'moderation-failed' };
    }
  }

  async #remove(sent: SentRelation): Promise<void> {
    const { room, userId, stamp } = sent;
    const { clock, checked, host } = this.#options;
    const item = await removeStoredMessage(this.#store, room, stamp.id, clock, checked.history);
    await host.desk?.guard.noteChange(room, stamp.id);
    await this.#leases.record(room, userId, leaseId(sent), { state: 'done', item });
  }

  async #react(sent: SentRelation): Promise<void> {
    const { room } = sent;
    if (!this.#options.checked.reactions) {
      await this.#tell(sent, { code: 'rejected' });
      return;
    }
    const item = await this.#itemOf(sent, sent.event);
    await this.#list.push(room, item);
    await this.#batches.add(room, item);
    await this.#replace(sent, item);
  }

  async #edit(sent: SentRelation, asked: EditEvent, lease: Lease): Promise<void> {
    const { type, target, text } = asked;
    const { host, clock, calls, counts } = this.#options;
    const { room, userId, stamp } = sent;
    const submission = { id: stamp.id, room, text, userId, editOf: target };
    const verdict = await counts.verdict(clock, () => askModerationHook(host, submission, calls));
    // The lease may have expired meanwhile, and another process may have acted on a verdict of its own.
    if (!lease.hasTimeFor(this.#leases.times.recording)) return;
    if (await isRemoved(this.#store, room, target)) {
      await this.#tell(sent, { code: 'rejected' });
      return;
    }
    if (!verdict.passes) {
      await this.#reject(sent, verdict);
      return;
    }
    const named = keepMentions(asked, verdict.text);
    const event: EditEvent = { type, target, text: verdict.text, ...named };
    const item = await this.#itemOf(sent, event);
    if (!fitsInItem(item)) {
      await this.#reject(sent, { code: 'too-long' });
      return;
    }
    const id = leaseId(sent);
    // A process that ends from here on leaves the edit to the next one: stored twice, it is one all the same.
    await this.#leases.record(room, userId, id, { state: 'storing', item });
    await this.#list.push(room, item);
    await this.#tellInbox(room, item);
    await this.#store.publish(room, item);
    await this.#leases.record(room, userId, id, { state: 'done', item });
    await this.#replace(sent, item);
    await host.desk?.guard.noteChange(room, target, event.text).catch(this.#options.report);
  }

  /** Before the sender sees an edit, and no longer sends it again. */
  async #tellInbox(room: string, item: string): Promise<void> {
    const { inbox } = this.#options.host;
    const known = inbox && item !== '' ? parseEvent(ownFields(JSON.parse(item))) : undefined;
    if (known?.kind !== edit) return;
    const { target, text } = known.event as EditEvent;
    await inbox?.feed.onEdited(room, target, text);
  }

  async #itemOf({ room, userId, stamp }: SentRelation, event: RoomEvent): Promise<string> {
    const { host, clock, order } = this.#options;
    const { name } = await authorOfUser(host, userId, room);
    const arrival = order.nextArrival(stamp.order || undefined);
    const place = await order.orderOf(room, userId, stamp.order || undefined, arrival);
    const sentAt = Math.floor(clock.now());
    const by = { id: userId, isServer: true };
    return serializeEvent({ event, stamp: { id: stamp.id, name, sentAt, order: place }, by });
  }

  /** Removes the earlier one of two that replace each other, as far as this process has stored them. Readers ignore it. */
  async #replace({ room, userId, kind, event }: SentRelation, item: string): Promise<void> {
    const key = JSON.stringify([
      room,
      userId,
      kind.type,
      kind.targetOf(event),
      kind.keyOf?.(event),
    ]);
    const before = this.#remembered.get(key);
    const isLatest = before === undefined || orderIn(item) >= orderIn(before);
    this.#remembered.set(key, isLatest ? item : before);
    if (before !== undefined && before !== item) {
      await this.#list.remove(room, isLatest ? before : item);
    }
  }

  async #reject(sent: SentRelation, refusal: Refusal): Promise<void> {
    await this.#options.rejections.reject(rejectable(sent), refusal);
  }
}

/** A removal has its message's id, under which the message itself has a lease and a result. */
function leaseId({ kind, stamp }: SentRelation): string {
  return `${kind.type}:${stamp.id}`;
}

function rejectable(sent: SentRelation): Rejectable {
  const { room, userId, stamp } = sent;
  return { room, userId, id: stamp.id, leaseId: leaseId(sent) };
}

function orderIn(item: string): number {
  return readStamp(ownFields(JSON.parse(item))).order;
}
