import { describe, expect, it } from 'vitest';
import { WIPED, type FilesEvidence, type SeenFile } from './evidence.js';
import { IDS, NO_FILES, records, report, stored, verdict } from './make-evidence.js';

const CAT = { name: 'cat.webp', size: 9, sha256: 'cat' };
const FAULT = { id: 'a', name: 'cat', fault: '4 of its 9 bytes' };
const REMOVAL = { type: 'removal', target: 'a', accepted: true } as const;
const REMOVED = JSON.stringify({ type: 'removal', id: 'a', userId: 'ada', order: 1 });

/** A report in which the first message has these files. */
function seen(files: readonly SeenFile[], more = {}): ReturnType<typeof report> {
  const messages = records(IDS).map((it) => (it.id === 'a' ? { ...it, files, ...more } : it));
  return report(IDS, { messages });
}

/** The complaints about reports, where ada has sent the first message with a picture. */
function complaints(
  reports: Parameters<typeof verdict>[0],
  files: Partial<FilesEvidence> = {},
  more: Parameters<typeof verdict>[1] = {},
): readonly string[] {
  const evidence = { ...NO_FILES, sent: new Map([['a', [CAT]]]), ...files };
  return verdict(reports, { files: evidence, ...more }).complaints;
}

describe('judgeFiles', () => {
  const good = seen([{ ...CAT, got: 'cat' }]);

  it('reports nothing where every client gets what was sent', () => {
    expect(complaints({ ada: good, grace: good })).toEqual([]);
  });

  it('reports a file that one client lacks, or has twice, or cannot get', () => {
    const twice = seen([CAT, CAT].map((file) => ({ ...file, got: 'cat' })));
    for (const bad of [seen([]), twice, seen([{ ...CAT, got: 'attachment-lost' }])]) {
      expect(complaints({ ada: good, grace: bad })).toEqual([expect.stringMatching(/^grace /)]);
    }
  });

  it('reports other bytes than those of the sender, whatever the message says', () => {
    const altered = seen([{ ...CAT, got: 'dog' }]);
    expect(complaints({ ada: altered })).toHaveLength(1);
    const forged = { ...CAT, sha256: 'dog' };
    expect(complaints({ ada: seen([{ ...forged, got: 'dog' }]) })).toHaveLength(1);
    const sent = new Map([['a', [forged]]]);
    const found = complaints({ ada: seen([{ ...forged, got: 'dog' }]) }, { sent });
    expect(found).toEqual([]);
    const hashes = new Map([['cat', 'cat']]);
    const known = complaints({ ada: seen([{ ...forged, got: 'dog' }]) }, { sent, hashes });
    expect(known).toHaveLength(1);
  });

  it('reports a file of two messages', () => {
    const sent = new Map(['a', 'b'].map((id) => [id, [CAT]] as const));
    const found = complaints({}, { sent });
    expect(found).toContain('cat is a file of a,b');
    const again = stored(IDS).map((item) => {
      return JSON.stringify({ ...(JSON.parse(item) as object), attachments: [CAT] });
    });
    expect(complaints({ ada: good }, {}, { journal: again })).toEqual(['cat is a file of a,b,c,d']);
  });

  it('reports files that come too late, unless their message is being removed', () => {
    for (const files of [{ early: [FAULT] }, { unread: [FAULT] }]) {
      expect(complaints({ ada: good }, files)).toHaveLength(1);
      const mayBeLost = new Set(['cat']);
      expect(complaints({ ada: good }, { ...files, mayBeLost })).toEqual([]);
      const changes = new Map([['ada', [{ ...REMOVAL, accepted: undefined }]]]);
      expect(complaints({ ada: good }, files, { changes })).toEqual([]);
    }
  });

  it('lets files be lost with the data of the engine, but not broken', () => {
    const mayBeLost = new Set(['cat']);
    const lost = seen([{ ...CAT, got: 'attachment-lost' }]);
    expect(complaints({ ada: lost }, { mayBeLost })).toEqual([]);
    const broken = seen([{ ...CAT, got: 'attachment-broken' }]);
    expect(complaints({ ada: broken }, { mayBeLost })).toHaveLength(1);
  });

  it('reports what is left of a removed message', () => {
    const changes = new Map([['ada', [REMOVAL]]]);
    const list = stored(IDS.slice(1));
    const journal = stored(IDS);
    const run = { changes, list, journal, relationJournal: [REMOVED] };
    const gone = seen([], { text: '', removed: true });
    const ada = { ...gone, texts: ['', 'b', 'c', 'd'], shown: ['', 'b', 'c', 'd'] };
    expect(complaints({ ada }, {}, run)).toEqual([]);
    expect(complaints({ ada }, { left: [FAULT] }, run)).toHaveLength(1);
    const wiped = { ...run, journal: [WIPED, ...journal] as const };
    expect(complaints({ ada }, { left: [FAULT] }, wiped)).toEqual([]);
    const shown = seen([{ ...CAT, got: 'cat' }], { text: '', removed: true });
    expect(complaints({ ada: { ...ada, messages: shown.messages } }, {}, run)).toHaveLength(1);
  });

  it('reports what visitors are told of files', () => {
    expect(complaints({ ada: good }, { errors: ['attachment-lost: …'] })).toHaveLength(1);
    expect(complaints({ ada: { ...good, failedFiles: ['a'] } })).toHaveLength(1);
  });
});
