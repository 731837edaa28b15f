import { describe, expect, it } from 'vitest';
import type { Report, Said } from './client.js';
import { judge, type Verdict } from './verdict.js';

const IDS = ['a', 'b', 'c', 'd'];

/** Every message stands on the page as the text of its id. */
function report(ids: readonly string[], more: Partial<Report> = {}): Report {
  return {
    status: 'connected',
    messages: said(ids),
    shown: ids,
    texts: ids,
    failed: [],
    sending: [],
    gaps: 0,
    ...more,
  };
}

function said(ids: readonly string[]): Said[] {
  return ids.map((id) => ({ id, text: id }));
}

function stored(ids: readonly string[]): string[] {
  return ids.map((id, index) =>
    JSON.stringify({ id, username: 'x', message: id, timestamp: 1, order: index + 1 }),
  );
}

function verdict(
  reports: Readonly<Record<string, Report>>,
  { accepted = IDS, list = stored(IDS) }: { accepted?: string[]; list?: string[] } = {},
): Verdict {
  return judge(said(accepted), new Map(Object.entries(reports)), list);
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

  it('does not mind a message that the list holds twice: readers show it once', () => {
    const found = verdict({ ada: report(IDS) }, { list: [...stored(IDS), ...stored(['a'])] });
    expect(found).toMatchObject({ lost: 0, duplicated: 0, reordered: 0 });
  });

  it('finds a timeline in another order than the list’s', () => {
    const found = verdict({ ada: report(IDS), grace: report(['b', 'a', 'c', 'd']) });
    expect(found).toMatchObject({ lost: 0, duplicated: 0, reordered: 2 });
    expect(found.complaints).toEqual(['grace has 2 out of order']);
  });

  it('finds a message that says other than its sender wrote, with a client and in the list', () => {
    const messages = [...said(['a', 'b', 'c']), { id: 'd', text: 'c' }];
    const found = verdict({ ada: report(IDS, { messages }), grace: report(IDS) });
    expect(found).toMatchObject({ lost: 0, reordered: 0, altered: 1 });
    expect(found.complaints).toEqual(['ada has “c” for “d”']);
    const list = stored(IDS).map((item) => item.replace('"message":"b"', '"message":"x"'));
    expect(verdict({ ada: report(IDS) }, { list }).altered).toBe(1);
  });

  it('reads the list by order and then by id, wherever in it a message stands', () => {
    const list = [
      ...stored(IDS.slice(0, 2)),
      JSON.stringify({ id: 'd', message: 'd', order: 3 }),
      JSON.stringify({ id: 'c', message: 'c', order: 3 }),
    ];
    expect(verdict({ ada: report(IDS) }, { list })).toMatchObject({ lost: 0, reordered: 0 });
    expect(verdict({ ada: report(['a', 'b', 'd', 'c']) }, { list }).reordered).toBe(2);
  });

  it('finds a message in the wrong place behind one that is lost', () => {
    const found = verdict({ ada: report(['a', 'd', 'c']) });
    expect(found.lost).toBe(1);
    expect(found.reordered).toBe(2);
  });
});
