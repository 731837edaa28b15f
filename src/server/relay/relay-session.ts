import type { Socket } from 'socket.io';
import type { AttachmentRules } from '../../protocol/attachments.js';
import { FEATURES } from '../../protocol/features.js';
import { DESK_ORDER } from '../../protocol/kinds/desk.js';
import { reaction } from '../../protocol/kinds/reaction.js';
import { withAvatar } from '../../protocol/message-codec.js';
import type {
  DownloadAnswer,
  HistoryAnswer,
  HistoryRequest,
  JoinAnswer,
  JoinRequest,
  MessageAnswer,
  MessageRequest,
} from '../../protocol/relay.js';
import { relationsLimit } from '../../protocol/room-rules.js';
import { KeyedQueue } from '../limits/keyed-queue.js';
import { guestIdOf, hasStableId } from './relay-guest.js';
import { tooFast } from './relay-guard.js';
import { LegacyMember, ItemMember, type RelayMember } from './relay-member.js';
import { left, RelayRefusal } from './relay-refusal.js';
import {
  readHistory,
  readJoin,
  readLeave,
  readMessage,
  readRelation,
  readSignal,
  type RelayEvent,
  type SentRelation,
} from './relay-request.js';
import { availabilityIn, NO_RIGHTS, rightsIn, stateIn, type RelayRights } from './relay-rights.js';
import type { RelayRoom } from './relay-room.js';
import type { HeldRoom } from './relay-rooms.js';
import type { RelaySource } from './relay-sender.js';
import type { RelayServices } from './relay-services.js';
import type { RelayVisitor } from './relay-visitor.js';
import { limitSendBuffer } from './send-buffer.js';
import { SessionEvents } from './session-events.js';
import { acceptsParts, SessionFiles } from './session-files.js';
import type { Transferrer } from './transfer-guard.js';

/** A room that the socket has joined or is joining. */
interface Membership extends HeldRoom {
  member: RelayMember | undefined;
  rights: RelayRights;
  /** The files that the room takes; undefined: none. */
  attachments: AttachmentRules | undefined;
}

type Answer = JoinAnswer | MessageAnswer | HistoryAnswer | DownloadAnswer | { readonly ok: true };

/** One socket, with its requests and its rooms. It answers every event, also malformed ones. */
export class RelaySession {
  readonly #socket: Socket;
  readonly #visitor: RelayVisitor;
  readonly #services: RelayServices;
  /** The id of the host's user, or of the guest. */
  readonly #visitorId: string;
  /** Empty for a guest without a secret: its id changes with a reconnect, after which it may repeat a message. */
  readonly #senderKey: string;
  readonly #address: string;
  readonly #memberships = new Map<string, Membership>();
  /** Processes a client's requests for a room in order, since joining and sending are asynchronous. */
  readonly #queue = new KeyedQueue();

  constructor(socket: Socket, visitor: RelayVisitor, services: RelayServices) {
    this.#socket = socket;
    this.#visitor = visitor;
    this.#services = services;
    this.#visitorId = visitor.user?.id ?? guestIdOf(socket.id, socket.handshake.auth);
    const isSame = visitor.user !== undefined || hasStableId(socket.handshake.auth);
    this.#senderKey = isSame ? this.#visitorId : '';
    this.#address = services.guard.addressOf(socket);
    const events = new SessionEvents<Answer>(socket, services);
    events.on('join', (event) => this.#join(event));
    events.on('message', (event) => this.#message(event));
    events.on('relation', (event) => this.#relation(event));
    events.on('signal', (event) => this.#signal(event));
    events.on('history', (event) => this.#history(event));
    events.on('leave', (event) => this.#leave(event));
    const files = new SessionFiles({
      services,
      by: this.#by,
      rulesIn: (room) => this.#membershipIn(room).attachments,
      requireWriter: (room) => this.#writerIn(room, 'send a file'),
    });
    events.on('upload', (event) => files.upload(event), true);
    events.on('download', (event) => files.download(event), true);
    socket.on('disconnect', () => {
      for (const room of [...this.#memberships.keys()]) this.#drop(room);
    });
    limitSendBuffer(socket.conn);
  }

  #join({ fields }: RelayEvent): Promise<JoinAnswer> {
    const request = readJoin(fields);
    return this.#inOrder(request.room, () => this.#enterRoom(request));
  }

  async #enterRoom({ room, items }: JoinRequest): Promise<JoinAnswer> {
    const { settings, rooms, guard } = this.#services;
    guard.takeJoin(this.#address);
    const rights = await rightsIn(room, this.#visitor, settings);
    const ban = await settings.desk?.guard.banOf(room, this.#visitorId);
    if (ban !== undefined) {
      this.#drop(room);
      throw new RelayRefusal('not-allowed', ban);
    }
    if (!rights.mayRead) {
      this.#drop(room);
      throw new RelayRefusal('not-allowed', 'unable to join the room; it is not open to you.');
    }
    const { user } = this.#visitor;
    // Before the first message: then the conversation has it from the beginning.
    const availability = await availabilityIn(room, user, rights, settings);
    const mode = await settings.modeOf(room);
    const membership = this.#enter(room, () => rooms.hold(room, mode));
    membership.rights = rights;
    const attachments = acceptsParts(this.#socket) ? settings.attachments[mode] : undefined;
    membership.attachments = attachments;
    try {
      await membership.room.untilLive();
      if (this.#memberships.get(room) !== membership) throw left();
      if (items) this.#sendItems(room, membership);
      else await this.#sendHistory(room, membership);
    } catch (error) {
      if (this.#memberships.get(room) === membership && !membership.member) this.#drop(room);
      throw error;
    }
    return {
      ok: true,
      user: user
        ? { id: user.id, name: user.name ?? user.id, ...withAvatar(user.avatarUrl) }
        : { id: this.#visitorId },
      mode,
      readOnly: !rights.mayWrite,
      ...(rights.role === 'member' ? {} : { role: rights.role }),
      historyLimit: settings.history.limit,
      features: FEATURES,
      ...(await stateIn(room, mode, this.#visitorId, settings, availability)),
      ...(attachments && { attachments }),
    };
  }

  #enter(room: string, hold: () => HeldRoom): Membership {
    const known = this.#memberships.get(room);
    if (known) return known;
    if (!this.#socket.connected) throw left();
    const { guard, rooms } = this.#services;
    const open = rooms.has(room) ? undefined : rooms.size;
    const releaseRoom = guard.takeRoom(this.#address, room, this.#memberships.size, open);
    const held = hold();
    const release = (): void => {
      held.release();
      releaseRoom();
    };
    const membership = {
      ...{ room: held.room, release, member: undefined },
      ...{ rights: NO_RIGHTS, attachments: undefined },
    };
    this.#memberships.set(room, membership);
    return membership;
  }

  #sendItems(room: string, membership: Membership): void {
    const member = new ItemMember(room, this.#emit, () => this.#drop(room));
    this.#replace(membership, member);
  }

  async #sendHistory(room: string, membership: Membership): Promise<void> {
    const before = membership.member;
    const member = before instanceof LegacyMember ? before : new LegacyMember(room, this.#emit);
    member.hold();
    if (member !== before) this.#replace(membership, member);
    try {
      const stored = await membership.room.fetch(this.#services.settings.history.limit);
      member.sendHistory(stored, membership.room.feed);
    } catch (error) {
      this.#drop(room);
      throw error;
    }
  }

  #replace(membership: Membership, member: RelayMember): void {
    if (membership.member) membership.room.remove(membership.member);
    membership.member = member;
    membership.room.add(member);
  }

  #message({ fields }: RelayEvent): Promise<MessageAnswer> {
    const request = readMessage(fields, this.#services.clock.now());
    return this.#inOrder(request.room, () => this.#send(request));
  }

  async #send(request: MessageRequest): Promise<MessageAnswer> {
    const { clock, guard, transfers, sender, onMessage } = this.#services;
    const { room, source } = this.#writerIn(request.room, 'send the message');
    guard.takeMessage(this.#visitorId, this.#address);
    for (const { size } of request.attachments ?? []) transfers.takeCheck(this.#by, size);
    const takenAt = clock.elapsed();
    const id = await sender.send(room, request, source);
    onMessage(clock.elapsed() - takenAt);
    return { ok: true, id };
  }

  get #by(): Transferrer {
    return { visitor: this.#visitorId, address: this.#address };
  }

  /** @throws RelayRefusal if the visitor may not write in the room */
  #writerIn(name: string, doing: string): { room: RelayRoom; source: RelaySource } {
    const { room, member, rights } = this.#membershipIn(name);
    if (!rights.mayWrite) {
      throw new RelayRefusal('not-allowed', `unable to ${doing}; you may only read here.`);
    }
    const source = {
      socketId: this.#socket.id,
      userId: this.#visitorId,
      senderKey: this.#senderKey,
      user: this.#visitor.user,
      mayRemoveOthers: rights.role !== 'member',
      receivesItems: member instanceof ItemMember,
    };
    return { room, source };
  }

  #relation({ fields }: RelayEvent): Promise<MessageAnswer> {
    const sent = readRelation(fields, this.#services.clock.now());
    return this.#inOrder(sent.room, () => this.#sendRelation(sent));
  }

  async #sendRelation(sent: SentRelation): Promise<MessageAnswer> {
    const { guard, sender } = this.#services;
    const { room, source } = this.#writerIn(sent.room, 'change the message');
    if (sent.kind === reaction) guard.takeReaction(this.#visitorId, this.#address);
    else guard.takeMessage(this.#visitorId, this.#address);
    return { ok: true, id: await sender.sendRelation(room, sent, source) };
  }

  async #signal({ fields }: RelayEvent): Promise<{ readonly ok: true }> {
    const { room: name, event } = readSignal(fields);
    const { room, source } = this.#writerIn(name, 'send the signal');
    const { guard, sender } = this.#services;
    if (event.type === DESK_ORDER) {
      guard.takeMessage(this.#visitorId, this.#address);
      await sender.order(room, event, source);
    } else await sender.sendSignal(room, event, source);
    return { ok: true };
  }

  #inOrder<T>(room: string, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const isTaken = this.#queue.run(room, () => work().then(resolve, reject));
      if (!isTaken) reject(tooFast(1_000));
    });
  }

  #history({ fields }: RelayEvent): Promise<HistoryAnswer> {
    const request = readHistory(fields);
    return this.#inOrder(request.room, () => this.#fetch(request));
  }

  async #fetch({ room: name, skip, count, list }: HistoryRequest): Promise<HistoryAnswer> {
    const { limit } = this.#services.settings.history;
    const { room } = this.#membershipIn(name);
    const wanted = skip + count;
    const stored =
      list === 'relations'
        ? await room.fetchRelations(Math.min(wanted, relationsLimit(limit)))
        : await room.fetch(Math.min(wanted, limit));
    const end = Math.max(0, stored.length - skip);
    return { ok: true, items: stored.slice(Math.max(0, end - count), end) };
  }

  #leave({ fields }: RelayEvent): Promise<{ readonly ok: true }> {
    const room = readLeave(fields);
    return this.#inOrder(room, () => {
      this.#drop(room);
      return Promise.resolve({ ok: true });
    });
  }

  #membershipIn(room: string): Membership & { member: RelayMember } {
    const membership = this.#memberships.get(room);
    if (!membership?.member) {
      throw new RelayRefusal('not-joined', 'unable to do that; join the room first.');
    }
    return membership as Membership & { member: RelayMember };
  }

  #drop(room: string): void {
    const membership = this.#memberships.get(room);
    if (!membership) return;
    this.#memberships.delete(room);
    if (membership.member) membership.room.remove(membership.member);
    membership.release();
  }

  readonly #emit = (event: string, payload: object): void => {
    this.#socket.emit(event, payload);
  };
}
