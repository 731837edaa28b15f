import { describe, expect, it } from 'vitest';
import { judge, WIPED, type Evidence, type Report, type Said, type Verdict } from './verdict.js';

const IDS = ['a', 'b', 'c', 'd'];

/** Every message stands on the page as the text of its id. */
function report(ids: readonly string[], more: Partial<Report> = {}): Report {
  return {
    status: 'connected',
    messages: said(ids),
    held: [],
    shown: ids,
    texts: ids,
    failed: [],
    gaps: 0,
    ...more,
  };
}

function said(ids: readonly string[]): Said[] {
  return ids.map((id) => ({ id, text: id }));
}

function stored(ids: readonly string[]): string[] {
  return ids.map((id) =>
    JSON.stringify({ id, username: 'x', message: id, timestamp: 1, order: id.charCodeAt(0) }),
  );
}

interface Run extends Partial<Omit<Evidence, 'accepted' | 'reports'>> {
  /** In the order of sending, by one client. */
  readonly accepted?: readonly string[];
}

function verdict(
  reports: Readonly<Record<string, Report>>,
  { accepted = IDS, list = stored(IDS), ...more }: Run = {},
): Verdict {
  return judge({
    accepted: new Map([['ada', said(accepted)]]),
    reports: new Map(Object.entries(reports)),
    journal: list,
    list,
    limit: 100,
    ...more,
  });
}

describe('the judge of a run', () => {
  it('finds nothing where everybody has everything, once and in one order', () => {
    expect(verdict({ ada: report(IDS), grace: report(IDS) })).toEqual({
      lost: 0,
      duplicated: 0,
      reordered: 0,
      altered: 0,
      failedAndShown: 0,
      complaints: [],
    });
  });

  describe('looks for what is lost, and', () => {
    it('finds a message that one client lacks, and names both', () => {
      const found = verdict({ ada: report(IDS), grace: report(['a', 'b', 'd']) });
      expect(found).toMatchObject({ lost: 1, duplicated: 0, reordered: 0 });
      expect(found.complaints).toEqual(['grace lacks c while connected']);
    });

    it('finds a message that its own sender lacks', () => {
      expect(verdict({ ada: report([]), grace: report(IDS) }).lost).toBe(4);
    });

    it('finds a message that all show and the list lacks', () => {
      const found = verdict({ ada: report(IDS) }, { list: stored(['a', 'b', 'c']) });
      expect(found.lost).toBe(1);
      expect(found.complaints).toEqual(['the list lacks d']);
    });

    it('finds a message that nobody has at all', () => {
      const found = verdict({ ada: report(IDS) }, { accepted: [...IDS, 'e'] });
      expect(found.lost).toBe(2);
    });

    it('does not call lost what failed and is shown as failed', () => {
      const rest = ['a', 'b', 'd'];
      const texts = [...rest, 'c'];
      const found = verdict(
        { ada: report(rest, { failed: ['c'], texts, shown: texts }), grace: report(rest) },
        { list: stored(rest) },
      );
      expect(found).toMatchObject({ lost: 0, reordered: 0, failedAndShown: 1, complaints: [] });
    });
  });

  describe('knows how much a short list keeps, and', () => {
    const journal = stored(IDS);

    it('does not ask for what was stored before that', () => {
      const list = stored(['c', 'd']);
      const found = verdict(
        { ada: report(IDS), late: report(['c', 'd']) },
        { journal, list, limit: 2 },
      );
      expect(found.complaints).toEqual([]);
    });

    it('finds a message that left the list too early', () => {
      const found = verdict({ ada: report(IDS) }, { journal, list: stored(['d']), limit: 2 });
      expect(found.complaints).toEqual(['the list lacks c']);
    });

    it('finds a message that a copy of another one has pushed out', () => {
      const list = stored(['a', 'c', 'd', 'a']);
      const found = verdict(
        { ada: report(IDS) },
        { journal: stored(['a', 'b', 'c', 'd', 'a']), list, limit: 4 },
      );
      expect(found.complaints).toEqual(['the list lacks b']);
    });

    it('takes one that is stored again, when it has left, for a new one', () => {
      const list = stored(['c', 'd', 'a']);
      const found = verdict(
        { ada: report(IDS) },
        { journal: stored(['a', 'b', 'c', 'd', 'a']), list, limit: 3 },
      );
      expect(found.complaints).toEqual([]);
    });

    it('finds a message of the last ones that a client lacks', () => {
      const list = stored(['c', 'd']);
      const found = verdict({ ada: report(['a', 'b', 'd']) }, { journal, list, limit: 2 });
      expect(found.complaints).toEqual(['ada lacks c while connected']);
    });

    it('finds a message that was let go of by a client that had it', () => {
      const held = said(['a']);
      const list = stored(['c', 'd']);
      const found = verdict({ ada: report(['c', 'd'], { held }) }, { journal, list, limit: 2 });
      expect(found.complaints).toEqual(['ada had a and has lost it']);
    });
  });

  describe('knows when the list was lost, and', () => {
    const journal = [...stored(['a', 'b']), WIPED, ...stored(['c', 'd'])] as const;

    it('does not ask for what was stored before that, of those who never had it', () => {
      const found = verdict(
        { ada: report(IDS), late: report(['c', 'd']) },
        { journal, list: stored(['c', 'd']) },
      );
      expect(found.complaints).toEqual([]);
    });

    it('finds a message that a client had before that and does not have any more', () => {
      const found = verdict(
        { ada: report(['b', 'c', 'd'], { held: said(['a', 'b']) }) },
        { journal, list: stored(['c', 'd']) },
      );
      expect(found.complaints).toEqual(['ada had a and has lost it']);
    });

    it('finds a message that was stored after that and is not there', () => {
      const found = verdict({ ada: report(IDS) }, { journal, list: stored(['d']) });
      expect(found.complaints).toEqual(['the list lacks c']);
    });

    it('finds a message that was never stored', () => {
      const found = verdict(
        { ada: report([...IDS, 'e']) },
        { journal, list: stored(['c', 'd']), accepted: [...IDS, 'e'] },
      );
      expect(found.complaints).toEqual(['the list lacks e']);
    });

    it('compares the order of what is not in the list any more, too', () => {
      const found = verdict(
        { ada: report(IDS), grace: report(['b', 'a', 'c', 'd']) },
        { journal, list: stored(['c', 'd']) },
      );
      expect(found).toMatchObject({ lost: 0, reordered: 1 });
    });
  });

  describe('knows what a moderator does, and', () => {
    const moderated = (text: string): string | undefined =>
      text === 'b' ? undefined : text.replace('c', '*');
    const passed = [...said(['a']), { id: 'c', text: '*' }, ...said(['d'])];
    const texts = ['a', '*', 'd'];
    const list = passed.map(({ id, text }) =>
      JSON.stringify({ id, message: text, order: id.charCodeAt(0) }),
    );
    const grace = report([], { messages: passed, texts, shown: texts });
    const own = [...texts, 'b'];
    const ada = report([], { messages: passed, texts: own, shown: own, failed: ['b'] });

    it('asks for what it has made of each message', () => {
      expect(verdict({ ada, grace }, { list, moderated })).toMatchObject({
        failedAndShown: 0,
        complaints: [],
      });
    });

    it('finds a text that should have been changed', () => {
      const found = verdict({ ada, grace: report(['a', 'c', 'd']) }, { list, moderated });
      expect(found.altered).toBe(1);
      expect(found.complaints).toEqual(['grace has “c” for “*”']);
    });

    it('finds a refused message that somebody can see, or that was ever stored', () => {
      const all = [...said(['a', 'b']), ...passed.slice(1)];
      const shown = all.map(({ text }) => text);
      const sees = report([], { messages: all, texts: shown, shown });
      expect(verdict({ ada, grace: sees }, { list, moderated }).altered).toBe(1);
      const journal = [...list, ...stored(['b'])];
      expect(verdict({ ada, grace }, { list, journal, moderated }).complaints).toEqual([
        'the journal has “b” for what was refused',
      ]);
    });

    it('finds a refusal of which the sender is not told', () => {
      const found = verdict({ ada: grace, grace }, { list, moderated });
      expect(found.complaints).toEqual(['ada is not told of b’s refusal']);
    });

    it('finds what servers have stored twice', () => {
      const twice = [...list, ...list.slice(0, 1)];
      const found = verdict({ ada, grace }, { list: twice, moderated, storedOnce: true });
      expect(found.complaints).toEqual(['the list has 1 twice']);
    });
  });

  describe('looks for what is there twice, and', () => {
    it('finds a message that a timeline holds twice', () => {
      expect(verdict({ ada: report(['a', 'b', 'b', 'c', 'd']) }).duplicated).toBe(1);
    });

    it('finds a message that stands on the page twice', () => {
      const found = verdict({ ada: report(IDS, { shown: ['a', 'b', 'b', 'c', 'd'] }) });
      expect(found.duplicated).toBe(1);
      expect(found.complaints).toHaveLength(1);
    });

    it('finds a page that does not show what it holds', () => {
      expect(verdict({ ada: report(IDS, { shown: ['a', 'b', 'c'] }) }).complaints).toHaveLength(1);
      const swapped = report(IDS, { shown: ['a', 'c', 'b', 'd'] });
      expect(verdict({ ada: swapped }).complaints).toHaveLength(1);
    });

    it('does not mind a message that a list of the clients’ own holds twice: readers show it once', () => {
      const found = verdict({ ada: report(IDS) }, { list: [...stored(IDS), ...stored(['a'])] });
      expect(found).toMatchObject({ lost: 0, duplicated: 0, reordered: 0 });
    });
  });

  describe('looks at the order, and', () => {
    it('finds a timeline in another one than the list’s', () => {
      const found = verdict({ ada: report(IDS), grace: report(['b', 'a', 'c', 'd']) });
      expect(found).toMatchObject({ lost: 0, duplicated: 0, reordered: 1 });
      expect(found.complaints).toEqual(['grace: 1 out of order']);
    });

    it('reads the list by order and then by id, wherever in it a message stands', () => {
      const list = [
        ...stored(IDS.slice(0, 2)),
        JSON.stringify({ id: 'd', message: 'd', order: 99 }),
        JSON.stringify({ id: 'c', message: 'c', order: 99 }),
      ];
      expect(verdict({ ada: report(IDS) }, { list })).toMatchObject({ lost: 0, reordered: 0 });
      expect(verdict({ ada: report(['a', 'b', 'd', 'c']) }, { list }).reordered).toBe(1);
    });

    it('promises no one place to what was lost with the list, and is stored anew elsewhere', () => {
      const elsewhere = JSON.stringify({ id: 'a', message: 'a', order: 999 });
      const journal = [elsewhere, WIPED, ...stored(IDS)] as const;
      for (const ids of [IDS, ['b', 'c', 'd', 'a']]) {
        expect(verdict({ ada: report(ids) }, { journal }).reordered).toBe(0);
      }
      expect(verdict({ ada: report(['a', 'b', 'd', 'c']) }, { journal }).reordered).toBe(1);
    });

    it('finds a message in the wrong place behind one that is lost', () => {
      const found = verdict({ ada: report(['a', 'd', 'c']) });
      expect(found.lost).toBe(1);
      expect(found.reordered).toBe(1);
    });

    it('finds one sender’s messages in another order than they were sent in', () => {
      const found = verdict({ ada: report(IDS) }, { accepted: ['a', 'c', 'b', 'd'] });
      expect(found.complaints).toEqual(['what ada sent: 1 out of order']);
    });
  });

  it('finds a message that says other than its sender wrote, with a client and in the list', () => {
    const messages = [...said(['a', 'b', 'c']), { id: 'd', text: 'c' }];
    const found = verdict({ ada: report(IDS, { messages }), grace: report(IDS) });
    expect(found).toMatchObject({ lost: 0, reordered: 0, altered: 1 });
    expect(found.complaints).toEqual(['ada has “c” for “d”']);
    const list = stored(IDS).map((item) => item.replace('"message":"b"', '"message":"x"'));
    const journal = stored(IDS);
    expect(verdict({ ada: report(IDS) }, { list, journal }).altered).toBe(1);
  });
});
