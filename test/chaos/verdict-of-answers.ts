import { answerTo, ASKING, BOT } from './asking.js';
import { WIPED, type Evidence } from './evidence.js';

interface Stored {
  readonly id: string;
  readonly userId?: string;
  readonly message: string;
}

/** The bot's stored messages, by their ids, with the text that each must have. */
export function answersIn({ journal }: Pick<Evidence, 'journal'>): ReadonlyMap<string, string> {
  const stored = journal.filter((entry) => entry !== WIPED).map(read);
  return new Map(stored.filter(isAnswer).map(({ id }) => [id, answerTo(questionOf(id))]));
}

/**
 * Judges the bot: only messages that ask it have an answer, each at most one, and the last one of each sender has one, if it
 * asks: earlier ones may be answered or not, because their sender has written again.
 *
 * @returns one line per defect
 */
export function judgeAnswers(
  evidence: Evidence,
  isExempt: (messageId: string) => boolean,
): readonly string[] {
  const { accepted, journal, list } = evidence;
  const asking = new Set(
    [...accepted.values()].flat().flatMap(({ id, text }) => (text.endsWith(ASKING) ? [id] : [])),
  );
  const complaints: string[] = [];
  let answered = new Map<string, number>();
  const ever = new Set<string>();
  for (const entry of journal) {
    if (entry === WIPED) {
      // What was decided is lost, too.
      answered = new Map();
      continue;
    }
    const stored = read(entry);
    if (!isAnswer(stored)) continue;
    const question = questionOf(stored.id);
    ever.add(question);
    const times = (answered.get(question) ?? 0) + 1;
    answered.set(question, times);
    if (times === 2) complaints.push(`${question} is answered twice`);
    if (!asking.has(question)) complaints.push(`${question} is answered and does not ask`);
  }
  const kept = new Set(list.map((item) => read(item).id));
  for (const id of lastOf(accepted)) {
    if (asking.has(id) && kept.has(id) && !ever.has(id) && !isExempt(id))
      complaints.push(`${id} has no answer`);
  }
  return complaints;
}

/** Judges bans: a message that was sent while its sender was banned is not stored before the ban ends. @returns one line per defect */
export function judgeBans({ bans = [], storedAt, sentAt }: Evidence): readonly string[] {
  return bans.flatMap(({ userId, from, until }) =>
    [...(sentAt?.get(userId) ?? [])].flatMap(([id, sent]) => {
      const isThrough = storedAt?.get(id)?.some((at) => at > from && at < until) === true;
      return sent > from && isThrough ? [`${id} of ${userId} was stored during a ban`] : [];
    }),
  );
}

function lastOf(accepted: Evidence['accepted']): string[] {
  return [...accepted.values()].flatMap((messages) => messages.at(-1)?.id ?? []);
}

function questionOf(answerId: string): string {
  return answerId.slice(BOT.id.length + 1, answerId.lastIndexOf('.'));
}

function isAnswer({ userId }: Stored): boolean {
  return userId === BOT.id;
}

function read(item: string): Stored {
  return JSON.parse(item) as Stored;
}
