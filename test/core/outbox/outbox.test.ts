import { beforeEach, describe, expect, it } from 'vitest';
import { ChatError } from '../../../src/protocol/errors.js';
import { parseItem } from '../../../src/protocol/item.js';
import type { ChatMessage, PendingMessage } from '../../../src/protocol/message.js';
import type { WireMessage } from '../../../src/protocol/message-codec.js';
import { MAX_PENDING, Outbox } from '../../../src/core/outbox/outbox.js';
import { OutboxStore } from '../../../src/core/outbox/outbox-store.js';
import type { ChatUser } from '../../../src/protocol/chat-user.js';
import { RoomRules } from '../../../src/protocol/room-rules.js';
import { tabStore } from '../../../src/platform/tab-store.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { fault, ScriptedNetwork, ScriptedTransport } from '../../helpers/scripted-transport.js';

const ADA: ChatUser = { id: 'ada', name: 'Ada', avatarUrl: undefined };
const GRACE: ChatUser = { id: 'grace', name: 'Grace', avatarUrl: undefined };

const DIRECT = new RoomRules('direct');
const MODERATED = new RoomRules('moderated');

let rooms = 0;

describe('an outbox', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let transport: ScriptedTransport;
  let room: string;
  let outbox: Outbox;
  let sent: string[];
  let onChange: () => void;
  let sessionsAskedFor: number;
  let unanswered: number;
  /** Of the messages that have been seen, others' too. */
  let lastOrder: number;

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    transport = new ScriptedTransport(network);
    rooms += 1;
    room = `room ${String(rooms)}`;
    sent = [];
    onChange = () => undefined;
    sessionsAskedFor = 0;
    unanswered = 0;
    lastOrder = 0;
    outbox = newOutbox();
    open(outbox);
  });

  function newOutbox(): Outbox {
    return new Outbox({
      clock,
      nextOrder: () => lastOrder + 1,
      fetchStored: async (through) => {
        const items = await through.fetchHistory(0, 100);
        return items
          .map((item) => parseItem(item))
          .flatMap((item) => (item.kind === 'message' ? item.message : []));
      },
      onSent: ({ text }, order) => {
        lastOrder = Math.max(lastOrder, order);
        sent.push(text);
      },
      onChange: () => onChange(),
      onUnanswered: () => (unanswered += 1),
      onNotAuthenticated: () => (sessionsAskedFor += 1),
    });
  }

  function open(target: Outbox, user = ADA): void {
    target.open(user, (id) => new OutboxStore(tabStore(), 'cache', room, id), DIRECT);
  }

  /** Takes messages in, each a millisecond after the one before, as ids sort by time only. */
  async function add(...texts: readonly string[]): Promise<PendingMessage[]> {
    const added: PendingMessage[] = [];
    for (const text of texts) {
      const message = outbox.add(text);
      if (message) added.push(message);
      await clock.advance(1);
    }
    return added;
  }

  async function start(): Promise<void> {
    outbox.start(transport);
    await settle();
  }

  function waiting(): string[] {
    return outbox.messages.map(({ text, state, error }) =>
      state === 'sending' ? text : `${text}: ${error?.code ?? 'failed'}`,
    );
  }

  function messagesIn(items: readonly string[]): (ChatMessage & { order: number | undefined })[] {
    return items.flatMap((item) => {
      const parsed = parseItem(item);
      return parsed.kind === 'message' ? [{ ...parsed.message, order: parsed.order }] : [];
    });
  }

  function echo(of: PendingMessage, by: string, verified = true): ChatMessage {
    const { id, text, sentAt } = of;
    return { id, text, sentAt, author: { id: by, name: by, verified } };
  }

  describe('sends', () => {
    it('nothing before anybody is known to send', () => {
      expect(newOutbox().add('hello')).toBeUndefined();
    });

    it('a message by storing it, then publishing the very same', async () => {
      await start();
      await add('hello');
      expect(network.calls).toEqual(['push a: hello', 'publish a: hello']);
      expect(network.published).toEqual(network.pushed);
      expect(sent).toEqual(['hello']);
      expect(outbox.messages).toEqual([]);
    });

    it('what has gathered by one call, and publishes it in the order of writing', async () => {
      await add('one', 'two', 'three');
      expect(network.calls).toEqual([]);
      await start();
      expect(network.calls).toEqual([
        'push a: one, two, three',
        'publish a: one',
        'publish a: two',
        'publish a: three',
      ]);
      expect(messagesIn(network.published).map(({ order }) => order)).toEqual([1, 2, 3]);
      expect(sent).toEqual(['one', 'two', 'three']);
    });

    it('no more by one call than a request may hold', async () => {
      const texts = Array.from({ length: 45 }, (_, index) => String(index));
      await add(...texts);
      await start();
      const pushes = network.calls.filter((call) => call.startsWith('push'));
      expect(pushes.map((call) => call.split(', ').length)).toEqual([20, 20, 5]);
      expect(sent.sort((a, b) => Number(a) - Number(b))).toEqual(texts);
    });

    it('nothing while it is stopped, and ends what is under way', async () => {
      const push = network.hold('push');
      await start();
      await add('one', 'two');
      outbox.stop();
      push.pass();
      await clock.advance(600_000);
      expect(network.calls).toEqual(['push a: one']);
      expect(waiting()).toEqual(['one', 'two']);
      await start();
      expect(sent).toEqual(['one', 'two']);
    });

    it('by the transport of now what the one of before has not taken', async () => {
      network.fail('push', fault('quota-exceeded'));
      const push = network.hold('push');
      await start();
      await add('hello');
      await clock.advance(250);
      outbox.start(new ScriptedTransport(network, 'b'));
      push.fail(fault('service-unavailable'));
      await settle();
      expect(network.calls.slice(2)).toEqual(['fetch b', 'push b: hello', 'publish b: hello']);
    });

    it('what is written at the very moment at which the last one is done', async () => {
      await start();
      for (let hops = 0; hops < 12; hops += 1) {
        onChange = () => {
          if (outbox.messages.length > 0) return;
          onChange = () => undefined;
          let turn = Promise.resolve();
          for (let hop = 0; hop < hops; hop += 1) turn = turn.then(() => undefined);
          void turn.then(() => outbox.add('second'));
        };
        await add('first');
        await settle();
        expect(waiting()).toEqual([]);
      }
    });

    it('nothing in a new user’s name with the token of the one before', async () => {
      await start();
      open(outbox, GRACE);
      await add('I am Grace');
      expect(network.calls).toEqual([]);
      outbox.start(new ScriptedTransport(network, 'b'));
      await settle();
      expect(network.calls).toEqual(['push b: I am Grace', 'publish b: I am Grace']);
    });
  });

  describe('when a call fails', () => {
    it('tries that step again, later each time, under the same id', async () => {
      await start();
      network.fail('push', fault('quota-exceeded'), fault('service-unavailable'));
      network.fail('publish', fault('quota-exceeded'), fault('quota-exceeded'));
      await add('hello');
      expect(network.calls).toEqual(['push a: hello']);
      await clock.advance(248);
      expect(network.calls).toHaveLength(1);
      await clock.advance(1);
      expect(network.calls).toHaveLength(2);
      await clock.advance(499);
      expect(network.calls).toHaveLength(2);
      await clock.advance(1);
      expect(network.calls.slice(2)).toEqual(['fetch a', 'push a: hello', 'publish a: hello']);
      await clock.advance(600_000);
      expect(network.calls.slice(5)).toEqual(['publish a: hello', 'publish a: hello']);
      expect(new Set([...network.pushed, ...network.published]).size).toBe(1);
      expect(sent).toEqual(['hello']);
    });

    it('waits as long as the service asks for', async () => {
      await start();
      network.fail('push', fault('quota-exceeded', 60_000));
      await add('hello');
      await clock.advance(59_998);
      expect(sent).toEqual([]);
      await clock.advance(1);
      expect(sent).toEqual(['hello']);
    });

    it('takes a fault without a name for one that passes', async () => {
      await start();
      network.fail('push', new TypeError('network'));
      await add('hello');
      await clock.advance(1_000);
      expect(sent).toEqual(['hello']);
    });

    it('asks for a new session when the token is no longer accepted, and goes on with it', async () => {
      await start();
      network.fail('publish', fault('not-authenticated'));
      await add('hello');
      expect(sessionsAskedFor).toBe(1);
      expect(waiting()).toEqual(['hello']);
      outbox.start(new ScriptedTransport(network, 'b'));
      await settle();
      expect(network.calls).toEqual(['push a: hello', 'publish a: hello', 'publish b: hello']);
    });

    it('looks whether it was stored before it stores it again', async () => {
      await start();
      network.fail('push', fault('service-unavailable'));
      await add('hello');
      network.stored = network.pushed.slice();
      await clock.advance(1_000);
      expect(network.calls).toEqual(['push a: hello', 'fetch a', 'publish a: hello']);
      expect(sent).toEqual(['hello']);
    });

    it('stores nothing again for as long as it cannot look', async () => {
      await start();
      network.fail('push', fault('service-unavailable'));
      network.breakDown('fetch', fault('service-unavailable'));
      await add('hello');
      await clock.advance(600_000);
      expect(network.pushed).toHaveLength(1);
      network.restore('fetch');
      await clock.advance(60_000);
      expect(sent).toEqual(['hello']);
    });

    it('need not look where the service says that it has done nothing', async () => {
      await start();
      network.fail('push', fault('quota-exceeded'));
      await add('hello');
      await clock.advance(1_000);
      expect(network.calls).toEqual(['push a: hello', 'push a: hello', 'publish a: hello']);
    });

    it('stores one by one what may have been stored, and more at once as that goes well', async () => {
      network.fail('push', fault('service-unavailable'));
      const texts = Array.from({ length: 10 }, (_, i) => `m${String(i)}`);
      await addTogether(...texts);
      await clock.advance(10_000);
      const pushes = network.calls.filter((call) => call.startsWith('push'));
      expect(pushes.map((call) => call.split(', ').length)).toEqual([10, 1, 2, 4, 3]);
      expect(sent).toEqual(texts);
    });

    it('keeps the place of a message that may have been stored', async () => {
      await start();
      network.fail('push', fault('service-unavailable'));
      await add('hello');
      lastOrder = 100;
      await add('behind it');
      await clock.advance(1_000);
      const [first, again, behind] = messagesIn(network.pushed);
      expect([first?.order, again?.order]).toEqual([1, 1]);
      expect(behind?.order).toBeGreaterThan(100);
    });

    it('gives it a new place, or stores it no more, as soon as the history tells', async () => {
      await start();
      network.fail('push', fault('service-unavailable', 60_000));
      const [lost, stored] = await addTogether('lost', 'stored');
      lastOrder = 100;
      const since = outbox.mark();
      outbox.reconcile([echo(stored, 'ada', false)], since);
      await clock.advance(60_000);
      expect(network.calls.slice(1)).toEqual([
        'push a: lost',
        'publish a: lost',
        'publish a: stored',
      ]);
      expect(messagesIn(network.published).map(({ id, order }) => [id, order])).toEqual([
        [lost.id, 101],
        [stored.id, 2],
      ]);
    });

    it('keeps the order of sending where later messages were refused together with it', async () => {
      // As a whole they are refused, and then the outcome of the first alone is unknown.
      network.fail('push', fault('cache-not-found'), fault('service-unavailable', 60_000));
      await start();
      const added = await addTogether('first', 'second', 'third');
      await settle();
      lastOrder = 100;
      outbox.reconcile([], outbox.mark());
      await clock.advance(60_000);
      const published = messagesIn(network.published);
      expect(published.map(({ id }) => id)).toEqual(added.map(({ id }) => id));
      expect(published.map(({ order }) => order)).toEqual([101, 102, 103]);
    });

    it('does not take a history from before the call that is under way for its outcome', async () => {
      const push = network.hold('push');
      await start();
      const since = outbox.mark();
      await add('hello');
      lastOrder = 100;
      outbox.reconcile([], since);
      push.pass();
      await settle();
      expect(network.published).toEqual(network.pushed);
      expect(sent).toEqual(['hello']);
    });

    it('does not take the newest page for the outcome of what may be stored before it', async () => {
      network.fail('push', fault('service-unavailable', 60_000));
      await start();
      await add('hello');
      await settle();
      const since = outbox.mark();
      lastOrder = 100;
      outbox.reconcile([], since, 50);
      await clock.advance(60_000);
      const orders = (): (number | undefined)[] => messagesIn(network.pushed).map((m) => m.order);
      // Stored twice, perhaps, and yet one message, in one place.
      expect(new Set(orders()).size).toBe(1);
      expect(orders()).toHaveLength(2);
    });

    it('does not take a history that was fetched before its last attempt for the outcome', async () => {
      network.fail('push', fault('service-unavailable', 60_000));
      await start();
      const since = outbox.mark();
      await add('hello');
      lastOrder = 100;
      outbox.reconcile([], since);
      await clock.advance(60_000);
      expect(network.pushed).toHaveLength(2);
      expect(new Set(messagesIn(network.pushed).map(({ order }) => order)).size).toBe(1);
    });

    it('stores again what the list has lost before it was published', async () => {
      network.fail('publish', fault('service-unavailable', 60_000));
      await start();
      await add('hello');
      const since = outbox.mark();
      outbox.reconcile([], since);
      await clock.advance(60_000);
      expect(network.calls).toEqual([
        'push a: hello',
        'publish a: hello',
        'push a: hello',
        'publish a: hello',
      ]);
    });

    it('stores it again in its old place: somebody may have seen it there', async () => {
      network.fail('publish', fault('service-unavailable', 60_000));
      await start();
      await add('hello');
      lastOrder = 100;
      outbox.reconcile([], outbox.mark());
      await clock.advance(60_000);
      const orders = messagesIn([...network.pushed, ...network.published]).map((m) => m.order);
      expect(orders).toHaveLength(4);
      expect(new Set(orders).size).toBe(1);
    });

    it('does not believe a stored message that has only its id in common', async () => {
      await start();
      network.fail('push', fault('service-unavailable'));
      const [message] = await addTogether('mine');
      const since = outbox.mark();
      outbox.reconcile([{ ...echo(message, 'ada', false), text: 'forged' }], since);
      await clock.advance(1_000);
      expect(network.calls).toEqual(['push a: mine', 'push a: mine', 'publish a: mine']);
    });

    /** Writes messages that one call is to store. */
    async function addTogether<T extends string[]>(
      ...texts: T
    ): Promise<{ [K in keyof T]: PendingMessage }> {
      outbox.stop();
      const added = await add(...texts);
      await start();
      return added as { [K in keyof T]: PendingMessage };
    }
  });

  describe('when a message comes back', () => {
    it.each([
      ['by the visitor’s own token', true, 'ada', 'ada', []],
      ['and nobody knows the visitor’s id', true, 'ada', undefined, []],
      ['and the service does not say whose it is', false, 'ada', 'ada', []],
      ['by somebody else’s token', true, 'eve', 'ada', ['hello']],
    ])('%s', async (_, verified, by, ownId, left) => {
      const push = network.hold('push');
      await start();
      const [message] = await add('hello');
      if (!message) throw new Error('not accepted');
      outbox.settle(echo(message, by, verified), ownId);
      expect(waiting()).toEqual(left);
      outbox.settle(echo(message, 'ada'), 'ada');
      expect(sent).toEqual(['hello']);
      // The answer comes late, and changes nothing.
      push.pass();
      await clock.advance(60_000);
      expect(sent).toEqual(['hello']);
      expect(network.published).toEqual([]);
      const next = newOutbox();
      outbox.dispose();
      open(next);
      expect(next.messages).toEqual([]);
    });

    it('with another text, it is not the one', async () => {
      const [message] = await add('hello');
      if (!message) throw new Error('not accepted');
      outbox.settle({ ...echo(message, 'ada'), text: 'forged' }, 'ada');
      expect(waiting()).toEqual(['hello']);
    });
  });

  describe('when a message cannot be sent', () => {
    it('fails only what is at fault, and sends the rest in order', async () => {
      await add('one', 'two', 'three');
      network.fail('push', fault('service-rejected'), fault('service-rejected'));
      await start();
      expect(network.calls).toEqual([
        'push a: one, two, three',
        'push a: one',
        'push a: two',
        'publish a: two',
        'push a: three',
        'publish a: three',
      ]);
      expect(waiting()).toEqual(['one: service-rejected']);
      expect(sent).toEqual(['two', 'three']);
      expect(clock.pending).toBe(0);
    });

    it('fails what is stored, too, where it may not be published', async () => {
      network.fail('publish', fault('not-permitted'));
      await start();
      await add('hello');
      expect(waiting()).toEqual(['hello: not-permitted']);
    });

    it('sends it when asked to, behind the others, and does not store it twice', async () => {
      network.fail('publish', fault('not-permitted'));
      await start();
      const [failed] = await add('failed');
      outbox.stop();
      await add('next');
      outbox.retry(failed?.id ?? '');
      expect(waiting()).toEqual(['next', 'failed']);
      network.takeCalls();
      await start();
      expect(network.takeCalls()).toEqual(['push a: next', 'publish a: next', 'publish a: failed']);
      expect(outbox.messages).toEqual([]);
    });

    it('forgets it when asked to, for good', async () => {
      network.fail('push', fault('not-permitted'));
      await start();
      const [failed] = await add('failed');
      outbox.discard(failed?.id ?? '');
      expect(outbox.messages).toEqual([]);
      outbox.dispose();
      const next = newOutbox();
      open(next);
      expect(next.messages).toEqual([]);
    });

    it('neither retries nor forgets what is on its way', async () => {
      const [message] = await add('hello');
      outbox.retry(message?.id ?? '');
      outbox.discard(message?.id ?? '');
      expect(waiting()).toEqual(['hello']);
    });

    it('refuses what is too long for an item, and keeps nothing of it', async () => {
      expect(() => outbox.add('x'.repeat(4096))).toThrow(
        expect.objectContaining({ code: 'message-too-long' }),
      );
      expect(outbox.messages).toEqual([]);
      await start();
      expect(network.calls).toEqual([]);
    });

    it('takes no more than may wait, and more as soon as there is room', async () => {
      for (let i = 0; i < MAX_PENDING; i += 1) outbox.add('hello');
      expect(() => outbox.add('hello')).toThrow(expect.objectContaining({ code: 'outbox-full' }));
      expect(outbox.messages).toHaveLength(MAX_PENDING);
      await start();
      expect(outbox.add('hello')).toBeDefined();
    });
  });

  describe('keeps what is unsent', () => {
    /** What an element finds that comes after this one. */
    function successor(user = ADA): Outbox {
      outbox.dispose();
      const next = newOutbox();
      open(next, user);
      outbox = next;
      return next;
    }

    it('for the next one in the tab, in order', async () => {
      const added = await add('one', 'two', 'three');
      const { messages } = successor();
      expect(messages).toEqual(added);
      await start();
      expect(sent).toEqual(['one', 'two', 'three']);
    });

    it('with what is known of it: its place, and whether it is stored', async () => {
      network.breakDown('publish', fault('service-unavailable'));
      await start();
      await add('hello');
      network.restore('publish');
      successor();
      network.takeCalls();
      await start();
      expect(network.calls).toEqual(['publish a: hello']);
      expect(new Set([...network.pushed, ...network.published]).size).toBe(1);
    });

    it('looked for in the list first, where storing it was begun', async () => {
      await start();
      network.hold('push');
      await add('hello');
      outbox.dispose();
      network.stored = network.pushed.slice();
      network.takeCalls();
      const next = newOutbox();
      open(next);
      next.start(transport);
      await settle();
      expect(network.calls).toEqual(['fetch a', 'publish a: hello']);
    });

    it('as failed, where it had failed', async () => {
      network.fail('push', fault('not-permitted'));
      await start();
      await add('hello');
      successor();
      expect(waiting()).toEqual(['hello: not-permitted']);
    });

    it('as failed, where a longer name makes it too long', async () => {
      const longest = 'x'.repeat(3_932);
      await add(longest);
      successor({ ...ADA, name: 'Ada Lovelace'.repeat(5) });
      expect(waiting()).toEqual([`${longest}: message-too-long`]);
      outbox.retry(outbox.messages[0]?.id ?? '');
      expect(waiting()).toEqual([`${longest}: message-too-long`]);
    });

    it('for its own user', async () => {
      await add('by Ada');
      open(outbox, GRACE);
      expect(waiting()).toEqual([]);
      await add('by Grace');
      open(outbox);
      expect(waiting()).toEqual(['by Ada']);
      open(outbox, GRACE);
      expect(waiting()).toEqual(['by Grace']);
    });

    it('under a user’s new name or picture', async () => {
      await add('hello');
      open(outbox, { ...ADA, name: 'Ada L.' });
      expect(waiting()).toEqual(['hello']);
    });

    it('and leaves no timer, and tries nothing more', async () => {
      network.breakDown('push', fault('service-unavailable'));
      await start();
      await add('hello');
      outbox.dispose();
      await settle();
      expect(clock.pending).toBe(0);
      await clock.advance(600_000);
      expect(network.calls).toEqual(['push a: hello']);
    });

    it('for whoever comes after a call that was still under way', async () => {
      const push = network.hold('push');
      await start();
      await add('hello');
      outbox.dispose();
      push.pass();
      await settle();
      expect(network.calls).toEqual(['push a: hello']);
      const next = newOutbox();
      open(next);
      expect(next.messages.map(({ text }) => text)).toEqual(['hello']);
    });

    it('and brings nothing back that the next one has sent', async () => {
      const push = network.hold('push');
      await start();
      await add('hello');
      successor();
      await start();
      push.pass();
      await settle();
      expect(sent).toEqual(['hello']);
      expect(
        tabStore()
          .keys('')
          .filter((key) => key.includes(`"${room}"`)),
      ).toEqual([]);
    });
  });

  it('goes on after a reload behind what it has sent, wherever the clock is, and before the history is there', async () => {
    lastOrder = 100;
    await start();
    await add('one');
    await settle();
    outbox.dispose();
    lastOrder = 0;
    outbox = newOutbox();
    open(outbox);
    await add('two');
    await start();
    await settle();
    expect(messagesIn(network.published).map(({ text, order }) => [text, order])).toEqual([
      ['one', 101],
      ['two', 102],
    ]);
  });

  it('follows no order of the tab’s that is more than a day ahead: any script can write it', async () => {
    const key = tabStore()
      .keys('momento-chat:order:')
      .find((each) => each.includes(room));
    tabStore().set(
      key ?? `momento-chat:order:cache/${room}/ada`,
      String(clock.now() + 2 * 86_400_000),
    );
    outbox.dispose();
    outbox = newOutbox();
    open(outbox);
    await start();
    await add('one');
    await settle();
    expect(messagesIn(network.published).map(({ order }) => order)).toEqual([1]);
  });

  describe('in a moderated room', () => {
    beforeEach(() => {
      outbox.open(ADA, (id) => new OutboxStore(tabStore(), 'cache', room, id), MODERATED);
      outbox.start(transport);
    });

    /** As the moderator has put it. */
    function echo(id: string, text: string, userId = ADA.id): ChatMessage {
      return { id, text, author: { id: userId, name: 'Ada', verified: true }, sentAt: 1 };
    }

    it('stores nothing, and sends each message to the moderator once', async () => {
      await add('one', 'two');
      await settle();
      expect(network.pushed).toEqual([]);
      expect(network.published.map((item) => (JSON.parse(item) as WireMessage).message)).toEqual([
        'one',
        'two',
      ]);
      expect(outbox.messages.map(({ state }) => state)).toEqual(['sending', 'sending']);
      expect(sent).toEqual([]);
    });

    it('is done with a message when it comes back, in other words too', async () => {
      const [one, two] = await add('one', 'two');
      await settle();
      outbox.settle(echo(one?.id ?? '', 'o**'), undefined);
      outbox.settle(echo(two?.id ?? '', 'two'), ADA.id);
      expect(outbox.messages).toEqual([]);
      // The timeline has what the moderator wrote, and not what was sent.
      expect(sent).toEqual([]);
      expect(clock.pending).toBe(0);
    });

    it('is not done with one that comes back as somebody else’s', async () => {
      const [one] = await add('one');
      outbox.settle(echo(one?.id ?? '', 'one', 'mallory'), undefined);
      expect(outbox.messages).toHaveLength(1);
    });

    it('asks again, less and less often, and has a moderator woken', async () => {
      await add('one');
      await settle();
      const asked = (): number => network.published.length;
      expect(asked()).toBe(1);
      await clock.advance(19_000);
      expect(asked()).toBe(1);
      await clock.advance(2_000);
      expect(asked()).toBe(2);
      expect(unanswered).toBe(1);
      await clock.advance(38_000);
      expect(asked()).toBe(2);
      await clock.advance(3_000);
      expect(asked()).toBe(3);
      expect(new Set(network.published).size).toBe(1);
    });

    it('asks at once after a sleep in which timers and the monotonic clock stood still', async () => {
      await add('one');
      await settle();
      outbox.start(transport);
      await settle();
      expect(network.published).toHaveLength(1);
      clock.standStill(8 * 3_600_000);
      outbox.start(transport);
      await settle();
      expect(network.published).toHaveLength(2);
      expect(clock.pending).toBe(1);
      // What comes back with the history is not asked for.
      outbox.settle(echo(outbox.messages[0]?.id ?? '', 'one'), undefined);
      clock.standStill(8 * 3_600_000);
      outbox.start(transport);
      await settle();
      expect(network.published).toHaveLength(2);
      expect(clock.pending).toBe(0);
    });

    it('fails a message that is rejected, and sends it afresh when told to', async () => {
      const [one] = await add('one');
      await settle();
      const error = new ChatError('message-rejected', 'no', { reason: 'Be kind.' });
      outbox.reject(one?.id ?? '', error);
      expect(outbox.messages[0]).toMatchObject({ state: 'failed', error: { reason: 'Be kind.' } });
      await clock.advance(100_000);
      expect(network.published).toHaveLength(1);
      outbox.dispose();
      outbox = newOutbox();
      outbox.open(ADA, (id) => new OutboxStore(tabStore(), 'cache', room, id), MODERATED);
      outbox.start(transport);
      // Over a reload, too.
      expect(outbox.messages[0]).toMatchObject({ state: 'failed', error: { reason: 'Be kind.' } });
      outbox.retry(one?.id ?? '');
      await settle();
      expect(network.published).toHaveLength(2);
    });

    it('asks again over a reload, for the same place: later messages may have theirs', async () => {
      await add('one');
      await settle();
      outbox.dispose();
      lastOrder = 100;
      outbox = newOutbox();
      outbox.open(ADA, (id) => new OutboxStore(tabStore(), 'cache', room, id), MODERATED);
      network.fail('publish', fault('service-unavailable'));
      await start();
      await clock.advance(10_000);
      const orders = messagesIn(network.published).map(({ order }) => order);
      expect(orders.length).toBeGreaterThan(1);
      expect(new Set(orders).size).toBe(1);
    });

    it('puts behind it what is written after the reload, wherever the clock is', async () => {
      lastOrder = 100;
      await add('one');
      await settle();
      outbox.dispose();
      lastOrder = 0;
      outbox = newOutbox();
      outbox.open(ADA, (id) => new OutboxStore(tabStore(), 'cache', room, id), MODERATED);
      await add('two');
      await start();
      const orders = messagesIn(network.published).map(({ text, order }) => [text, order]);
      expect(orders.slice(-2)).toEqual([
        ['one', 101],
        ['two', 102],
      ]);
    });

    it('takes a later place where it has not reached the moderator', async () => {
      network.fail('publish', fault('service-unavailable', 60_000));
      await add('one');
      lastOrder = 100;
      await clock.advance(60_000);
      const orders = messagesIn(network.published).map(({ order }) => order);
      expect(orders.at(-1)).toBe(101);
    });

    it('waits for no answer to the user before', async () => {
      await start();
      await add('hello');
      outbox.open(GRACE, (id) => new OutboxStore(tabStore(), 'cache', room, id), MODERATED);
      expect(clock.pending).toBe(0);
      await clock.advance(600_000);
      expect(unanswered).toBe(0);
    });

    it('leaves no timer behind', async () => {
      await add('one');
      await settle();
      outbox.dispose();
      expect(clock.pending).toBe(0);
    });
  });
});
