import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/protocol/message.js';
import type { EarlierState } from '../../src/views/list-notes.js';
import {
  ConversationSearch,
  DEADLINE_MS,
  MAX_PAGES,
  PAGE_MS,
  TYPING_MS,
} from '../../src/views/search/conversation-search.js';
import { FakeClock } from '../helpers/fake-clock.js';

const PAGE = 10;

function message(index: number, text = `message ${String(index)}`): ChatMessage {
  const author = { id: 'ada', name: 'Ada', verified: true };
  return { id: `id-${String(index)}`, text, author, sentAt: index * 1000 };
}

describe('a search in a conversation', () => {
  let clock: FakeClock;
  let stored: ChatMessage[];
  let list: { messages: ChatMessage[]; pending: ChatMessage[]; earlier: EarlierState };
  let search: ConversationSearch;
  /** When each page was asked for. */
  let asked: number[];
  let shown: string[];

  /** A conversation of this many messages, the newest page of which is loaded. */
  function open(count: number, needles: readonly number[]): void {
    stored = Array.from({ length: count }, (_, index) =>
      message(index, needles.includes(index) ? `a needle, ${String(index)}` : undefined),
    );
    list = { messages: stored.slice(-PAGE), pending: [], earlier: 'available' };
    search = new ConversationSearch({
      list,
      clock,
      textOf: ({ text }) => text,
      more: () => asked.push(clock.elapsed()),
      show: ({ id }) => shown.push(id),
      onUpdate: () => undefined,
    });
  }

  /** The page that was asked for comes. */
  function deliver(): void {
    list.earlier = 'loading';
    search.update();
    const rest = stored.length - list.messages.length;
    list.messages = stored.slice(Math.max(0, rest - PAGE));
    list.earlier = rest > PAGE ? 'available' : 'none';
    search.update();
  }

  beforeEach(() => {
    clock = new FakeClock();
    asked = [];
    shown = [];
  });

  it('leads to the newest message first, then to older and newer ones', () => {
    open(10, [2, 5, 8]);
    search.search('NEEDLE');
    expect([search.place, search.total]).toEqual([1, 3]);
    search.older();
    search.older();
    search.newer();
    expect(shown).toEqual(['id-8', 'id-5', 'id-2', 'id-5']);
    expect(asked).toEqual([]);
  });

  it('finds authors, and no removed message', () => {
    open(10, []);
    list.messages = [message(0, 'x'), { ...message(1, ''), removed: true }, message(2, 'y')];
    search.search('ada');
    expect(search.total).toBe(2);
  });

  it('asks for no page while the visitor types, and for none without a text', async () => {
    open(100, [1]);
    search.search('nee');
    await clock.advance(TYPING_MS - 1);
    search.search('needle');
    await clock.advance(TYPING_MS - 1);
    search.search('  ');
    await clock.advance(10 * TYPING_MS);
    expect(asked).toEqual([]);
    expect(search.total).toBe(0);
  });

  it('asks for a page a second at most, until an older message matches', async () => {
    open(100, [55, 95]);
    search.search('needle');
    search.older();
    for (let pages = 0; search.state === 'fetching'; await clock.advance(10)) {
      if (asked.length === pages) continue;
      deliver();
      pages += 1;
    }
    expect(asked).toEqual([0, 1, 2, 3].map((page) => page * PAGE_MS));
    expect(shown).toEqual(['id-95', 'id-55']);
    expect([search.place, search.total]).toEqual([2, 2]);
  });

  it('keeps the pace over several searches, and the list to it', async () => {
    open(100, [50]);
    search.search('needle');
    await clock.advance(TYPING_MS);
    deliver();
    expect(search.mayAsk()).toBe(false);
    search.leave();
    search.search('needle');
    await clock.advance(TYPING_MS);
    await clock.advance(PAGE_MS);
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBe(PAGE_MS);
  });

  it('says that all was searched where it begins', async () => {
    open(20, []);
    search.search('needle');
    await clock.advance(TYPING_MS);
    deliver();
    expect(search.hasAll).toBe(true);
    expect(search.state).toBe('idle');
    expect(clock.pending).toBe(0);
  });

  it('stops, and goes on', async () => {
    open(100, [1]);
    search.search('needle');
    await clock.advance(TYPING_MS);
    search.stop();
    deliver();
    await clock.advance(10 * PAGE_MS);
    expect(search.state).toBe('stopped');
    expect(asked).toHaveLength(1);
    search.further();
    expect(asked).toHaveLength(2);
  });

  it('ends where a page fails, and goes on', async () => {
    open(100, [80]);
    search.search('needle');
    await clock.advance(TYPING_MS);
    list.earlier = 'loading';
    search.update();
    list.earlier = 'failed';
    search.update();
    expect(search.state).toBe('failed');
    await clock.advance(10 * PAGE_MS);
    expect(asked).toHaveLength(1);
    search.older();
    deliver();
    expect(search.state).toBe('idle');
    expect(shown).toEqual(['id-80']);
  });

  it('ends where no page comes', async () => {
    open(100, [80]);
    search.search('needle');
    await clock.advance(TYPING_MS + DEADLINE_MS);
    expect(search.state).toBe('failed');
    expect(asked).toHaveLength(1);
  });

  it('pauses after many pages', async () => {
    open(10 * MAX_PAGES * PAGE, [1]);
    search.search('needle');
    await clock.advance(TYPING_MS);
    for (let page = 0; page < 2 * MAX_PAGES && search.state === 'fetching'; page += 1) {
      deliver();
      await clock.advance(PAGE_MS);
    }
    expect(search.state).toBe('paused');
    expect(asked).toHaveLength(MAX_PAGES);
  });

  it('finds messages that come, without moving the reader', () => {
    open(10, [5]);
    search.search('needle');
    list.messages = [...list.messages, message(10, 'another needle')];
    search.update();
    expect([search.place, search.total]).toEqual([2, 2]);
    expect(shown).toEqual(['id-5']);
  });

  it('moves no reader whose message was removed, or who goes elsewhere while it fetches', async () => {
    open(100, [92, 95, 98]);
    search.search('needle');
    search.older();
    list.messages = list.messages.map((each) =>
      each.id === 'id-95' ? { ...each, text: '', removed: true } : each,
    );
    search.update();
    expect(search.total).toBe(2);
    search.older();
    search.older();
    search.newer();
    deliver();
    await clock.advance(PAGE_MS);
    expect(search.state).toBe('stopped');
    expect(shown.slice(0, 2)).toEqual(['id-98', 'id-95']);
  });

  it('takes the start of a text that is too long', () => {
    open(10, []);
    search.search('x'.repeat(10_000));
    expect(search.query).toHaveLength(500);
  });
});
