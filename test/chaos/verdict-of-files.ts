import {
  WIPED,
  type Evidence,
  type FileFault,
  type FileRecord,
  type FilesEvidence,
  type SeenMessage,
} from './evidence.js';
import { baseOf } from './stored-files.js';
import { askedToRemove } from './verdict-of-changes.js';

/**
 * Compares the files that every client gets with those that were sent, and with those that the engine has, without the
 * product’s own code:
 *
 * - every message has the files with which it was sent, and no other message has them
 * - every client gets their bytes, as their sender’s browser has prepared them
 * - no message was stored before its files, and none failed because of them
 * - of the files of a message that is removed nothing is left
 *
 * @returns one line per defect
 */
export function judgeFiles(evidence: Evidence): string[] {
  const { files, reports } = evidence;
  if (!files) return [];
  const complaints = [
    ...faultsOf(evidence, files),
    ...files.errors.map((error) => `a page was told: ${error}`),
    ...sentTwice(evidence, files),
  ];
  for (const [name, { messages, failedFiles = [] }] of reports) {
    for (const message of messages) {
      complaints.push(...defectsOf(message, files).map((defect) => `${name} ${defect}`));
    }
    for (const id of failedFiles) complaints.push(`${name} could not send ${id} with its files`);
  }
  return complaints;
}

/** What was wrong at one moment. Of a message that is being removed, the files are, too. */
function faultsOf(evidence: Evidence, { early, unread, left, mayBeLost }: FilesEvidence): string[] {
  const asked = askedToRemove(evidence);
  const failed = new Set(
    [...evidence.reports.values()].flatMap(({ failedChanges = [] }) =>
      failedChanges.map((change) => change.replace('removal ', '')),
    ),
  );
  const isFault = ({ id, name }: FileFault): boolean => !asked.has(id) && !mayBeLost.has(name);
  const line = (what: string) => (it: FileFault) => `${it.name} of ${it.id} ${what}: ${it.fault}`;
  // A message that has left a short list may have left with its data: then nobody knows its files any more.
  const isKept = !evidence.journal.includes(WIPED) && evidence.journal.length <= evidence.limit;
  return [
    ...early.filter(isFault).map(line('was announced too early')),
    ...unread.filter(isFault).map(line('could not be read when it was seen')),
    ...left.filter(({ id }) => isKept && !failed.has(id)).map(line('is removed, and has')),
  ];
}

/** A file goes with one message, however often a page is reloaded. */
function sentTwice({ journal }: Evidence, { sent }: FilesEvidence): string[] {
  const messages = new Map<string, Set<string>>();
  const add = (id: string, files: readonly FileRecord[] = []): void => {
    for (const { name } of files) {
      messages.set(baseOf(name), (messages.get(baseOf(name)) ?? new Set()).add(id));
    }
  };
  for (const [id, files] of sent) add(id, files);
  for (const element of journal) {
    if (element === WIPED) continue;
    const { id, attachments } = JSON.parse(element) as Stored;
    add(id, attachments);
  }
  return [...messages]
    .filter(([, ids]) => ids.size > 1)
    .map(([name, ids]) => `${name} is a file of ${[...ids].join()}`);
}

interface Stored {
  readonly id: string;
  readonly attachments?: readonly FileRecord[];
}

function defectsOf({ id, removed, files = [] }: SeenMessage, known: FilesEvidence): string[] {
  if (removed) return files.length > 0 ? [`has files of ${id}, which is removed`] : [];
  const defects: string[] = [];
  // Where a page was left before it told what it had sent, only the bytes are known.
  const sent = known.sent.get(id);
  const wanted = sent && sent.map(described).join();
  const shown = files.map(described).join();
  if (wanted !== undefined && wanted !== shown) {
    defects.push(`has the files “${shown}” of ${id}, not “${wanted}”`);
  }
  for (const { name, sha256, got } of files) {
    const base = baseOf(name);
    const hash = known.hashes.get(base) ?? sha256;
    if (got === hash || (got === 'attachment-lost' && known.mayBeLost.has(base))) continue;
    defects.push(`gets “${got}” for ${name} of ${id}, not “${hash}”`);
  }
  return defects;
}

function described({ name, size, sha256 }: FileRecord): string {
  return `${name} ${String(size)} ${sha256}`;
}
