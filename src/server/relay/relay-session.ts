import type { Socket } from 'socket.io';
import type { Clock } from '../../platform/clock.js';
import { withAvatar } from '../../protocol/message-codec.js';
import type {
  HistoryAnswer,
  HistoryRequest,
  JoinAnswer,
  JoinRequest,
  MessageAnswer,
  MessageRequest,
  RelayRefusalAnswer,
} from '../../protocol/relay.js';
import type { AuthorizedUser } from '../host/authorization.js';
import { KeyedQueue } from '../limits/keyed-queue.js';
import { guestIdOf, isKnownAgain } from './relay-guest.js';
import { tooFast, type RelayGuard } from './relay-guard.js';
import { LegacyMember, ItemMember, type RelayMember } from './relay-member.js';
import type { RelaySettings } from './relay-options.js';
import { RelayRefusal, unavailable } from './relay-refusal.js';
import {
  readEvent,
  readHistory,
  readJoin,
  readLeave,
  readMessage,
  type RelayEvent,
} from './relay-request.js';
import type { HeldRoom, RelayRooms } from './relay-rooms.js';
import type { RelaySender } from './relay-sender.js';
import { limitSendBuffer } from './send-buffer.js';

/** What all sessions of a relay share. */
export interface RelayServices {
  readonly settings: RelaySettings;
  readonly rooms: RelayRooms;
  readonly sender: RelaySender;
  readonly clock: Clock;
  readonly guard: RelayGuard;
  /** Called when a message was stored or submitted, with the time that it took in ms. */
  readonly onMessage: (ms: number) => void;
}

/** A room that the socket has joined or is joining. */
interface Membership extends HeldRoom {
  member: RelayMember | undefined;
  readOnly: boolean;
}

type Answer = JoinAnswer | MessageAnswer | HistoryAnswer | { readonly ok: true };

/** One socket, with its requests and its rooms. It answers every event, also malformed ones. */
export class RelaySession {
  readonly #socket: Socket;
  readonly #user: AuthorizedUser | undefined;
  readonly #services: RelayServices;
  /** The id of the host's user, or of the guest. */
  readonly #visitorId: string;
  /** Empty for a guest without a secret: its id changes with a reconnect, after which it may repeat a message. */
  readonly #senderKey: string;
  readonly #address: string;
  readonly #memberships = new Map<string, Membership>();
  /** Processes a client's requests for a room in order, since joining and sending are asynchronous. */
  readonly #queue = new KeyedQueue();

  constructor(socket: Socket, user: AuthorizedUser | undefined, services: RelayServices) {
    this.#socket = socket;
    this.#user = user;
    this.#services = services;
    this.#visitorId = user?.id ?? guestIdOf(socket.id, socket.handshake.auth);
    const isSame = user !== undefined || isKnownAgain(socket.handshake.auth);
    this.#senderKey = isSame ? this.#visitorId : '';
    this.#address = services.guard.addressOf(socket);
    this.#on('join', (event) => this.#join(event));
    this.#on('message', (event) => this.#message(event));
    this.#on('history', (event) => this.#history(event));
    this.#on('leave', (event) => this.#leave(event));
    socket.on('disconnect', () => {
      for (const room of [...this.#memberships.keys()]) this.#drop(room);
    });
    limitSendBuffer(socket.conn);
  }

  /** @param handle may throw a RelayRefusal at once */
  #on(name: string, handle: (event: RelayEvent) => Promise<Answer>): void {
    this.#socket.on(name, (...args: unknown[]) => {
      const event = readEvent(args);
      this.#answer(name, event, handle).catch((error: unknown) =>
        this.#services.settings.report(error),
      );
    });
  }

  async #answer(
    name: string,
    event: RelayEvent,
    handle: (event: RelayEvent) => Promise<Answer>,
  ): Promise<void> {
    try {
      // Counted by connection: a client may leave the namespace and enter again over the same connection.
      this.#services.guard.takeEvent(this.#socket.conn);
      const answer = await handle(event);
      event.acknowledge?.(answer);
    } catch (error) {
      const refusal = this.#refusalFor(error);
      this.#services.guard.countRefusal(refusal.code);
      if (event.acknowledge) event.acknowledge(refusal);
      else this.#emitRefusal(name, event, refusal);
    }
  }

  #refusalFor(error: unknown): RelayRefusalAnswer {
    if (error instanceof RelayRefusal) return error.answer;
    // Internal errors go only to the host's log.
    this.#services.settings.report(error);
    return unavailable('do what was asked').answer;
  }

  /** Sends a refusal as an event, for clients that requested no acknowledgement. */
  #emitRefusal(name: string, { fields }: RelayEvent, refusal: RelayRefusalAnswer): void {
    const { code, message } = refusal;
    const { room, id } = fields;
    const about = {
      ...(typeof room === 'string' ? { room: room.slice(0, 128) } : {}),
      ...(typeof id === 'string' ? { id: id.slice(0, 64) } : {}),
    };
    const isRejection = name === 'message' && code !== 'malformed';
    this.#socket.emit(isRejection ? 'rejected' : 'error', { event: name, ...about, code, message });
  }

  #join({ fields }: RelayEvent): Promise<JoinAnswer> {
    const request = readJoin(fields);
    return this.#inOrder(request.room, () => this.#enterRoom(request));
  }

  async #enterRoom({ room, items }: JoinRequest): Promise<JoinAnswer> {
    const { settings, rooms, guard } = this.#services;
    guard.takeJoin(this.#address);
    const readOnly = await this.#authorize(room);
    const mode = await settings.modeOf(room);
    const membership = this.#enter(room, () => rooms.hold(room, mode));
    membership.readOnly = readOnly;
    try {
      await membership.room.untilLive();
      if (this.#memberships.get(room) !== membership) throw left();
      if (items) this.#sendItems(room, membership);
      else await this.#sendHistory(room, membership);
    } catch (error) {
      if (this.#memberships.get(room) === membership && !membership.member) this.#drop(room);
      throw error;
    }
    const user = this.#user;
    return {
      ok: true,
      user: user
        ? { id: user.id, name: user.name ?? user.id, ...withAvatar(user.avatarUrl) }
        : { id: this.#visitorId },
      mode,
      readOnly,
      historyLimit: settings.history.limit,
    };
  }

  /** @returns whether the visitor may only read */
  async #authorize(room: string): Promise<boolean> {
    const { authorizeRoom } = this.#services.settings;
    if (!authorizeRoom) return false;
    const answer: unknown = await authorizeRoom(this.#user, room);
    if (answer === true) return false;
    if (typeof answer !== 'object' || answer === null) {
      this.#drop(room);
      throw new RelayRefusal('not-allowed', 'unable to join the room; it is not open to you.');
    }
    const { readOnly = false } = answer as { readOnly?: unknown };
    // Any value but `false` counts as read only, so that a mistake in the host's code does not allow writing.
    return readOnly !== false;
  }

  #enter(room: string, hold: () => HeldRoom): Membership {
    const known = this.#memberships.get(room);
    if (known) return known;
    if (!this.#socket.connected) throw left();
    const { guard, rooms } = this.#services;
    const open = rooms.has(room) ? undefined : rooms.size;
    const giveBack = guard.takeRoom(this.#address, room, this.#memberships.size, open);
    const held = hold();
    const release = (): void => {
      held.release();
      giveBack();
    };
    const membership = { room: held.room, release, member: undefined, readOnly: true };
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
      member.welcome(stored, membership.room.feed);
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
    const { clock, guard, sender, onMessage } = this.#services;
    const membership = this.#membershipIn(request.room);
    if (membership.readOnly) {
      throw new RelayRefusal('not-allowed', 'unable to send the message; you may only read here.');
    }
    guard.takeMessage(this.#visitorId, this.#address);
    const source = {
      socketId: this.#socket.id,
      userId: this.#visitorId,
      senderKey: this.#senderKey,
      user: this.#user,
      hearsItems: membership.member instanceof ItemMember,
    };
    const takenAt = clock.elapsed();
    const id = await sender.send(membership.room, request, source);
    onMessage(clock.elapsed() - takenAt);
    return { ok: true, id };
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

  async #fetch({ room, skip, count }: HistoryRequest): Promise<HistoryAnswer> {
    const { limit } = this.#services.settings.history;
    const wanted = Math.min(skip + count, limit);
    const stored = await this.#membershipIn(room).room.fetch(wanted);
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

function left(): RelayRefusal {
  return new RelayRefusal('not-joined', 'unable to join the room; you have left it.');
}
