import { describe, expect, it } from 'vitest';
import { WIPED, type ChangeRecord, type Journal, type SeenMessage } from './evidence.js';
import { IDS, records, report, stored, verdict } from './make-evidence.js';

const reaction = { type: 'reaction', target: 'a', emoji: '👍', on: true, accepted: true } as const;
const edit = { type: 'edit', target: 'b', text: 'b, edited', accepted: true } as const;
const removal = { type: 'removal', target: 'c', accepted: true } as const;

/** A list element of ada's. */
function relation(change: Omit<ChangeRecord, 'accepted'>, order = 1): string {
  const { type, target, emoji, on, text } = change;
  const place = type === 'removal' ? { id: target } : { id: `${type}${String(order)}`, target };
  return JSON.stringify({ type, ...place, emoji, on, text, userId: 'ada', order });
}

/** A report with all messages, some of them changed. */
function seen(changes: Readonly<Record<string, Partial<SeenMessage>>>, more = {}): typeof base {
  const messages = records(IDS).map((message) => ({ ...message, ...changes[message.id] }));
  const texts = messages.map(({ text }) => text);
  return report([], { messages, shown: texts, texts, ...more });
}
const base = report(IDS);

/** The complaints about reports, with changes by ada. */
function complaints(
  changes: readonly ChangeRecord[],
  reports: Parameters<typeof verdict>[0],
  more: Parameters<typeof verdict>[1] & { stored?: readonly ChangeRecord[] } = {},
): readonly string[] {
  const journal = (more.stored ?? changes).map((change, index) => relation(change, index + 1));
  return verdict(reports, {
    changes: new Map([['ada', changes]]),
    relationJournal: journal,
    relations: journal,
    ...more,
  }).complaints;
}

describe('judgeChanges', () => {
  const reacted = seen({ a: { reactions: ['👍 ada'] } });
  const edited = seen({ b: { text: 'b, edited', edited: true } });
  const removed = seen({ c: { text: '', removed: true } });
  const withoutC = { list: stored(['a', 'b', 'd']), journal: stored(IDS) };

  it('reports nothing if every client shows every change', () => {
    expect(complaints([reaction], { ada: reacted, grace: reacted })).toEqual([]);
    expect(complaints([edit], { ada: edited, grace: edited })).toEqual([]);
    expect(complaints([removal], { ada: removed, grace: removed }, withoutC)).toEqual([]);
  });

  it('counts its defects', () => {
    const { changed } = verdict({ ada: reacted });
    expect(changed).toBe(1);
  });

  describe('reactions', () => {
    it('reports one that a client lacks, and one that nobody has given', () => {
      expect(complaints([reaction], { ada: reacted, grace: base })).toEqual([
        'grace has “”, not “👍 ada” of a',
      ]);
      expect(complaints([], { ada: reacted })).toEqual(['ada has “👍 ada”, not “” of a']);
    });

    it('reports an accepted one that was never stored', () => {
      expect(complaints([reaction], { ada: base }, { stored: [] })).toEqual([
        '“nothing” is stored of reaction a ada 👍, not “on”',
      ]);
    });

    it('reports a stored one that nobody has asked for', () => {
      expect(complaints([], { ada: reacted }, { stored: [reaction] })).toEqual([
        'nobody has asked for reaction a ada 👍',
      ]);
    });

    it('expects the last of several', () => {
      const changes = [reaction, { ...reaction, on: false }];
      expect(complaints(changes, { ada: base })).toEqual([]);
      expect(complaints(changes, { ada: reacted })).toHaveLength(1);
      expect(complaints(changes, { ada: reacted }, { stored: [reaction] })).toHaveLength(1);
    });

    it('permits either outcome if the page was left before it answered', () => {
      const unknown = [{ ...reaction, accepted: undefined }];
      expect(complaints(unknown, { ada: reacted })).toEqual([]);
      expect(complaints(unknown, { ada: base }, { stored: [] })).toEqual([]);
    });

    it('permits clients to differ if the author is told that it failed', () => {
      const told = seen({}, { failedChanges: ['reaction a'] });
      expect(complaints([reaction], { ada: told, grace: base }, { stored: [] })).toEqual([]);
      expect(complaints([reaction], { ada: told, grace: reacted })).toEqual([]);
      const other = seen({}, { failedChanges: ['reaction b'] });
      expect(complaints([reaction], { ada: other })).toHaveLength(1);
    });

    it('permits clients to differ about one that was lost with the list’s data', () => {
      const relationJournal: Journal = [relation(reaction), WIPED];
      const more = { relationJournal, relations: [] };
      expect(complaints([reaction], { ada: reacted, late: base }, more)).toEqual([]);
      const again: Journal = [relation(reaction), WIPED, relation(reaction, 2)];
      expect(complaints([reaction], { ada: base }, { relationJournal: again })).toHaveLength(1);
    });
  });

  describe('edits', () => {
    it('reports a client with the former text', () => {
      expect(complaints([edit], { ada: edited, grace: base })).toEqual([
        'grace has “b”, not “b, edited” of b',
        'grace lacks the mark of b',
      ]);
    });

    it('reports a text of an edit that was not stored', () => {
      expect(complaints([edit], { ada: edited }, { stored: [] })).toHaveLength(3);
    });

    it('requires the moderated text', () => {
      const moderated = (text: string): string => text.replace('edited', '***');
      const change = { ...edit, text: 'b, ***' };
      const masked = seen({ b: { text: 'b, ***', edited: true } });
      expect(complaints([edit], { ada: masked }, { moderated, stored: [change] })).toEqual([]);
      expect(complaints([edit], { ada: edited }, { moderated, stored: [edit] })).not.toEqual([]);
    });

    it('requires that the author is told of a refusal', () => {
      const moderated = (text: string): string | undefined =>
        text.includes('edited') ? undefined : text;
      const told = seen({}, { failedChanges: ['edit b'] });
      expect(complaints([edit], { ada: told }, { moderated, stored: [] })).toEqual([]);
      expect(complaints([edit], { ada: base }, { moderated, stored: [] })).toEqual([
        '“nothing” is stored of edit b ada, not “a refusal”',
      ]);
    });
  });

  describe('removals', () => {
    it('reports a client that shows the message', () => {
      expect(complaints([removal], { ada: removed, grace: base }, withoutC)).toEqual([
        'grace shows c, which is removed',
        'grace shows no removal of c, which others show',
      ]);
    });

    it('reports a message that nobody has removed', () => {
      expect(complaints([], { ada: removed }, { journal: stored(IDS) })).toEqual([
        'ada has “” for “c”',
        'ada shows c as removed, which nobody has removed',
      ]);
    });

    it('reports texts of the message in the lists', () => {
      const reports = { ada: removed };
      expect(complaints([removal], reports)).toEqual(['the list has c, which is removed']);
      const changes = [{ ...edit, target: 'c' }, removal];
      expect(complaints(changes, reports, withoutC)).toEqual([
        'the relations have a text of c, which is removed',
      ]);
    });

    it('permits that a message is nowhere if it was withdrawn before it was sent', () => {
      const rest = report(['a', 'b', 'd']);
      const list = stored(['a', 'b', 'd']);
      expect(complaints([removal], { ada: rest, late: rest }, { list, stored: [] })).toEqual([]);
    });

    it('reports a message that comes back', () => {
      const unknown = [{ ...removal, accepted: undefined }];
      const again = seen({}, { seenRemoved: ['c'] });
      expect(complaints(unknown, { ada: again }, { stored: [] })).toEqual([
        'ada shows c again, which it has shown as removed',
      ]);
    });

    it('permits either if the author is told that it failed', () => {
      const told = seen({}, { failedChanges: ['removal c'], seenRemoved: ['c'] });
      expect(complaints([removal], { ada: told, grace: removed }, { stored: [] })).toEqual([]);
    });

    it('permits clients to show a message whose removal was lost with the list’s data', () => {
      const relationJournal: Journal = [relation(removal), WIPED];
      const more = { ...withoutC, relationJournal };
      expect(complaints([removal], { ada: removed, late: base }, more)).toEqual([]);
    });
  });

  it('reports a reference to another message', () => {
    const accepted = [...records(['a', 'b', 'c']), { id: 'd', text: 'd', replyTo: 'a' }];
    const answers = seen({ d: { replyTo: 'a' } });
    const sent = new Map([['ada', accepted]]);
    expect(verdict({ ada: answers }, { sent }).complaints).toEqual([]);
    expect(verdict({ ada: base }, { sent }).complaints).toEqual([
      'ada has the reference undefined, not a of d',
    ]);
  });
});
