import { describe, expect, it } from 'vitest';
import { IDS, NO_FILES, records, report, stored, verdict } from './make-evidence.js';
import { WIPED } from './evidence.js';

describe('judge', () => {
  it('reports nothing if every client has every message once and in the same order', () => {
    expect(verdict({ ada: report(IDS), grace: report(IDS) })).toEqual({
      lost: 0,
      duplicated: 0,
      reordered: 0,
      altered: 0,
      changed: 0,
      files: 0,
      served: 0,
      failedAndShown: 0,
      complaints: [],
    });
  });

  describe('lost messages', () => {
    it('reports a message that one client lacks, naming both', () => {
      const found = verdict({ ada: report(IDS), grace: report(['a', 'b', 'd']) });
      expect(found).toMatchObject({ lost: 1, duplicated: 0, reordered: 0 });
      expect(found.complaints).toEqual(['grace lacks c while connected']);
    });

    it('reports a message that its own sender lacks', () => {
      expect(verdict({ ada: report([]), grace: report(IDS) }).lost).toBe(4);
    });

    it('reports a message that every client shows and the list lacks', () => {
      const found = verdict({ ada: report(IDS) }, { list: stored(['a', 'b', 'c']) });
      expect(found.lost).toBe(1);
      expect(found.complaints).toEqual(['the list lacks d']);
    });

    it('reports a message that neither a client nor the list has', () => {
      const found = verdict({ ada: report(IDS) }, { accepted: [...IDS, 'e'] });
      expect(found.lost).toBe(2);
    });

    it('does not count a message that is shown as failed', () => {
      const rest = ['a', 'b', 'd'];
      const texts = [...rest, 'c'];
      const found = verdict(
        { ada: report(rest, { failed: ['c'], texts, shown: texts }), grace: report(rest) },
        { list: stored(rest) },
      );
      expect(found).toMatchObject({ lost: 0, reordered: 0, failedAndShown: 1, complaints: [] });
    });
  });

  describe('a short list', () => {
    const journal = stored(IDS);

    it('need not hold messages beyond its limit', () => {
      const list = stored(['c', 'd']);
      const found = verdict(
        { ada: report(IDS), late: report(['c', 'd']) },
        { journal, list, limit: 2 },
      );
      expect(found.complaints).toEqual([]);
    });

    it('reports a message that left it too early', () => {
      const found = verdict({ ada: report(IDS) }, { journal, list: stored(['d']), limit: 2 });
      expect(found.complaints).toEqual(['the list lacks c']);
    });

    it('reports a message that a copy of another one pushed out', () => {
      const list = stored(['a', 'c', 'd', 'a']);
      const found = verdict(
        { ada: report(IDS) },
        { journal: stored(['a', 'b', 'c', 'd', 'a']), list, limit: 4 },
      );
      expect(found.complaints).toEqual(['the list lacks b']);
    });

    it('counts a message stored again after it left as a new one', () => {
      const list = stored(['c', 'd', 'a']);
      const found = verdict(
        { ada: report(IDS) },
        { journal: stored(['a', 'b', 'c', 'd', 'a']), list, limit: 3 },
      );
      expect(found.complaints).toEqual([]);
    });

    it('reports a message within the limit that a client lacks', () => {
      const list = stored(['c', 'd']);
      const found = verdict({ ada: report(['a', 'b', 'd']) }, { journal, list, limit: 2 });
      expect(found.complaints).toEqual(['ada lacks c while connected']);
    });

    it('reports a message that a client had and has lost', () => {
      const held = records(['a']);
      const list = stored(['c', 'd']);
      const found = verdict({ ada: report(['c', 'd'], { held }) }, { journal, list, limit: 2 });
      expect(found.complaints).toEqual(['ada had a and has lost it']);
    });
  });

  describe('a list that lost its data', () => {
    const journal = [...stored(['a', 'b']), WIPED, ...stored(['c', 'd'])] as const;

    it('does not require earlier messages of clients that never had them', () => {
      const found = verdict(
        { ada: report(IDS), late: report(['c', 'd']) },
        { journal, list: stored(['c', 'd']) },
      );
      expect(found.complaints).toEqual([]);
    });

    it('reports an earlier message that a client had and has lost', () => {
      const found = verdict(
        { ada: report(['b', 'c', 'd'], { held: records(['a', 'b']) }) },
        { journal, list: stored(['c', 'd']) },
      );
      expect(found.complaints).toEqual(['ada had a and has lost it']);
    });

    it('reports a message that was stored afterwards and is absent', () => {
      const found = verdict({ ada: report(IDS) }, { journal, list: stored(['d']) });
      expect(found.complaints).toEqual(['the list lacks c']);
    });

    it('reports a message that was never stored', () => {
      const found = verdict(
        { ada: report([...IDS, 'e']) },
        { journal, list: stored(['c', 'd']), accepted: [...IDS, 'e'] },
      );
      expect(found.complaints).toEqual(['the list lacks e']);
    });

    it('compares the order of messages that are no longer in it', () => {
      const found = verdict(
        { ada: report(IDS), grace: report(['b', 'a', 'c', 'd']) },
        { journal, list: stored(['c', 'd']) },
      );
      expect(found).toMatchObject({ lost: 0, reordered: 1 });
    });
  });

  describe('a moderated room', () => {
    const moderated = (text: string): string | undefined =>
      text === 'b' ? undefined : text.replace('c', '*');
    const passed = [...records(['a']), { id: 'c', text: '*' }, ...records(['d'])];
    const texts = ['a', '*', 'd'];
    const list = passed.map(({ id, text }) =>
      JSON.stringify({ id, message: text, order: id.charCodeAt(0) }),
    );
    const grace = report([], { messages: passed, texts, shown: texts });
    const own = [...texts, 'b'];
    const ada = report([], { messages: passed, texts: own, shown: own, failed: ['b'] });

    it('requires the moderated text of each message', () => {
      expect(verdict({ ada, grace }, { list, moderated })).toMatchObject({
        failedAndShown: 0,
        complaints: [],
      });
    });

    it('reports a text that should have been changed', () => {
      const found = verdict({ ada, grace: report(['a', 'c', 'd']) }, { list, moderated });
      expect(found.altered).toBe(1);
      expect(found.complaints).toEqual(['grace has “c” for “*”']);
    });

    it('reports a refused message that a client shows or that was stored', () => {
      const all = [...records(['a', 'b']), ...passed.slice(1)];
      const shown = all.map(({ text }) => text);
      const sees = report([], { messages: all, texts: shown, shown });
      expect(verdict({ ada, grace: sees }, { list, moderated }).altered).toBe(1);
      const journal = [...list, ...stored(['b'])];
      expect(verdict({ ada, grace }, { list, journal, moderated }).complaints).toEqual([
        'the journal has “b” for a refused message',
      ]);
    });

    it('reports a refusal that the sender does not show', () => {
      const found = verdict({ ada: grace, grace }, { list, moderated });
      expect(found.complaints).toEqual(['ada does not show b as refused']);
    });

    it('reports a message that servers stored twice', () => {
      const twice = [...list, ...list.slice(0, 1)];
      const found = verdict({ ada, grace }, { list: twice, moderated, storedOnce: true });
      expect(found.complaints).toEqual(['the list has 1 twice']);
    });
  });

  describe('duplicates', () => {
    it('reports a message that is twice in a timeline', () => {
      expect(verdict({ ada: report(['a', 'b', 'b', 'c', 'd']) }).duplicated).toBe(1);
    });

    it('reports a message that is twice on the page', () => {
      const found = verdict({ ada: report(IDS, { shown: ['a', 'b', 'b', 'c', 'd'] }) });
      expect(found.duplicated).toBe(1);
      expect(found.complaints).toHaveLength(1);
    });

    it('reports a page that does not show the messages of its element', () => {
      expect(verdict({ ada: report(IDS, { shown: ['a', 'b', 'c'] }) }).complaints).toHaveLength(1);
      const swapped = report(IDS, { shown: ['a', 'c', 'b', 'd'] });
      expect(verdict({ ada: swapped }).complaints).toHaveLength(1);
    });

    it('permits a message twice in a list that clients write, because readers show it once', () => {
      const found = verdict({ ada: report(IDS) }, { list: [...stored(IDS), ...stored(['a'])] });
      expect(found).toMatchObject({ lost: 0, duplicated: 0, reordered: 0 });
    });
  });

  describe('order', () => {
    it('reports a timeline whose order differs from the list’s', () => {
      const found = verdict({ ada: report(IDS), grace: report(['b', 'a', 'c', 'd']) });
      expect(found).toMatchObject({ lost: 0, duplicated: 0, reordered: 1 });
      expect(found.complaints).toEqual(['grace: 1 out of order']);
    });

    it('sorts the list by order and then by id, regardless of positions', () => {
      const list = [
        ...stored(IDS.slice(0, 2)),
        JSON.stringify({ id: 'd', message: 'd', order: 99 }),
        JSON.stringify({ id: 'c', message: 'c', order: 99 }),
      ];
      expect(verdict({ ada: report(IDS) }, { list })).toMatchObject({ lost: 0, reordered: 0 });
      expect(verdict({ ada: report(['a', 'b', 'd', 'c']) }, { list }).reordered).toBe(1);
    });

    it('permits two places for a message that was lost with the list and stored again', () => {
      const elsewhere = JSON.stringify({ id: 'a', message: 'a', order: 999 });
      const journal = [elsewhere, WIPED, ...stored(IDS)] as const;
      for (const ids of [IDS, ['b', 'c', 'd', 'a']]) {
        expect(verdict({ ada: report(ids) }, { journal }).reordered).toBe(0);
      }
      expect(verdict({ ada: report(['a', 'b', 'd', 'c']) }, { journal }).reordered).toBe(1);
    });

    it('reports a message in the wrong place after a lost one', () => {
      const found = verdict({ ada: report(['a', 'd', 'c']) });
      expect(found.lost).toBe(1);
      expect(found.reordered).toBe(1);
    });

    it('reports messages of one sender that are not in the order of sending', () => {
      const found = verdict({ ada: report(IDS) }, { accepted: ['a', 'c', 'b', 'd'] });
      expect(found.complaints).toEqual(['what ada sent: 1 out of order']);
    });

    it('lets later texts overtake a message with files', () => {
      const files = { ...NO_FILES, sent: new Map([['c', []]]) };
      const found = verdict({ ada: report(IDS) }, { accepted: ['a', 'c', 'b', 'd'], files });
      expect(found.complaints).toEqual([]);
    });
  });

  it('reports an altered text in a timeline and in the list', () => {
    const messages = [...records(['a', 'b', 'c']), { id: 'd', text: 'c' }];
    const found = verdict({ ada: report(IDS, { messages }), grace: report(IDS) });
    expect(found).toMatchObject({ lost: 0, reordered: 0, altered: 1 });
    expect(found.complaints).toEqual(['ada has “c” for “d”']);
    const list = stored(IDS).map((item) => item.replace('"message":"b"', '"message":"x"'));
    const journal = stored(IDS);
    expect(verdict({ ada: report(IDS) }, { list, journal }).altered).toBe(1);
  });
});
