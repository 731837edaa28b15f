import { systemClock, type Clock } from '../../platform/clock.js';
import type { ChatMessage } from '../../protocol/message.js';
import { reporter } from '../host/report.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { isRemoved, Leases, type Lease, type LeaseTimes } from '../store/leases.js';
import { messageIn } from '../store/relation-list.js';
import type { RoomStore } from '../store/room-store.js';
import { AnswerDelivery, type BotPort } from './answer-delivery.js';
import { Answers, answerOf, type Answer } from './answers.js';
import { askForAnswer } from './bot-call.js';
import { checkedBotOptions, type BotOptions, type CheckedBotOptions } from './bot-options.js';
import { BOT_PREFIX } from '../../protocol/bot-prefix.js';
import { BotProgress } from './bot-progress.js';
import { Superseded, type Question } from './question.js';
import { requestIdOf } from './answer-ids.js';
import { Questions } from './questions.js';

/** A bot, for the option `bot` of `createModerator`. */
export interface Bot {
  readonly id: string;
  /** The name that is shown while it writes. */
  readonly name: string;
  /** @internal */
  connect(port: BotPort): void;
  /** A message was stored and published by this process. @internal */
  onStored(room: string, message: ChatMessage): void;
  /** A message has arrived that some process stores, if it passes. @internal */
  onArrival(room: string, userId: string, messageId: string): void;
  /** This process begins to listen to a room. @internal */
  onRoom(room: string): void;
  stats(): BotStats;
  /** Ends all work: other processes take it over. */
  close(): void;
}

/** Counted since the process started, except `working`. */
export interface BotStats {
  /** Messages that are being answered now. */
  readonly working: number;
  /** Messages that this process has answered. */
  readonly answered: number;
  /** Answers that failed or took too long. */
  readonly failed: number;
  /** Messages of visitors beyond their budget. */
  readonly overBudget: number;
}

/**
 * Creates a bot, for the option `bot` of `createModerator`: it answers messages in the rooms that the moderator listens to.
 *
 * Each message gets at most one stored answer, whatever the number of processes, and whichever of them is killed: the first
 * process that has an answer decides it for all, and its messages pass through the moderator under ids that follow from the
 * message's. `reply` itself may be called again after a kill, with the same `requestId`.
 *
 * @throws {TypeError} at once if an option is invalid
 */
export function createBot(
  options: BotOptions,
  clock: Clock = systemClock,
  leaseTimes?: LeaseTimes,
): Bot {
  return new AnsweringBot(options, clock, leaseTimes);
}

class AnsweringBot implements Bot {
  readonly id: string;
  readonly name: string;
  readonly #options: BotOptions;
  readonly #checked: CheckedBotOptions;
  readonly #store: RoomStore;
  readonly #clock: Clock;
  readonly #leases: Leases;
  readonly #answers: Answers;
  readonly #budget: RateLimiter;
  readonly #questions: Questions;
  readonly #delivery: AnswerDelivery;
  readonly #report: (error: unknown) => void;
  #failed = 0;
  #overBudget = 0;

  constructor(options: BotOptions, clock: Clock, leaseTimes?: LeaseTimes) {
    const { store, user } = options;
    this.id = user.id;
    this.name = user.name;
    this.#options = options;
    this.#checked = checkedBotOptions(options);
    this.#store = store;
    this.#clock = clock;
    this.#leases = new Leases(store, clock, leaseTimes);
    this.#answers = new Answers(store, user.id);
    this.#budget = new RateLimiter(this.#checked.budget, () => clock.elapsed());
    this.#report = reporter(options);
    this.#questions = new Questions({
      store,
      clock,
      concurrency: this.#checked.concurrency,
      takeOverMs: this.#leases.times.lease + 1_000,
      isAnswered: async (room, id) => {
        const answer = await this.#answers.of(room, id);
        return answer !== undefined && answer.state !== 'decided';
      },
      answer: (question) => this.#answer(question),
      report: this.#report,
    });
    this.#delivery = new AnswerDelivery({
      botId: user.id,
      answers: this.#answers,
      leases: this.#leases,
      sleep: (ms) => this.#questions.sleep(ms),
    });
  }

  connect(port: BotPort): void {
    this.#delivery.connect(port);
  }

  onStored(room: string, message: ChatMessage): void {
    const { id } = message.author;
    if (id === this.id) this.#delivery.notePublished(room, message.id);
    if (id === undefined || id.startsWith(BOT_PREFIX)) return;
    this.#questions.ask(room, message);
  }

  onArrival(room: string, userId: string, messageId: string): void {
    if (!userId.startsWith(BOT_PREFIX)) this.#questions.expect(room, userId, messageId);
  }

  onRoom(room: string): void {
    this.#questions.catchUp(room);
  }

  stats(): BotStats {
    return {
      working: this.#questions.working,
      answered: this.#delivery.answered,
      failed: this.#failed,
      overBudget: this.#overBudget,
    };
  }

  close(): void {
    this.#questions.close();
  }

  /** @returns whether another process works on it, and this one has to look again */
  async #answer(question: Question): Promise<boolean> {
    const { room, message } = question;
    const known = await this.#answers.of(room, message.id);
    if (known) return this.#delivery.deliver(question, known);
    const lease = await this.#leases.acquire(room, this.id, leaseId(message));
    if (!lease) return true;
    // Another process may have decided between the two requests.
    const decided =
      (await this.#answers.of(room, message.id)) ?? (await this.#decide(question, lease));
    return decided ? this.#delivery.deliver(question, decided) : true;
  }

  /** @returns undefined if the lease has ended meanwhile */
  async #decide(question: Question, lease: Lease): Promise<Answer | undefined> {
    const { room, message } = question;
    let answer: Answer = { state: 'none' };
    if (!(await this.#delivery.isForBot(room)))
      return this.#answers.decide(room, message.id, answer);
    if (this.#budget.take(message.author.id ?? '')) {
      answer = answerOf(question, await this.#textFor(question, lease));
    } else this.#overBudget += 1;
    if (question.isClosed || !lease.hasTimeFor(0)) return undefined;
    if ((await this.#isUnwanted(question)) || !(await this.#delivery.isForBot(room))) {
      answer = { state: 'none' };
    }
    return this.#answers.decide(room, message.id, answer);
  }

  async #textFor(question: Question, lease: Lease): Promise<string | null> {
    const { room, message, signal } = question;
    const { clock, progressMs, timeoutMs } = { clock: this.#clock, ...this.#checked };
    // A fault of the store is no failed answer: the question is looked at again.
    const history = await this.#historyBefore(question);
    const publish = (item: string): Promise<void> => this.#store.publish(room, item);
    const progress = new BotProgress({ clock, progressMs, user: this.#options.user, publish });
    const stopRenewing = this.#keep(question, lease);
    try {
      const requestId = requestIdOf(this.id, question);
      return await askForAnswer(
        this.#options,
        message,
        { requestId, room, history, signal, ...question.powers },
        { clock, timeoutMs, onText: (text) => progress.show(text) },
      );
    } catch (error) {
      if (question.isClosed || error instanceof Superseded) return null;
      this.#failed += 1;
      this.#report(error);
      question.suggest([]);
      return this.#excuseFor(message, error);
    } finally {
      progress.end();
      stopRenewing();
    }
  }

  /** What the host says in place of a failed answer. */
  #excuseFor(message: ChatMessage, error: unknown): string | null {
    try {
      return this.#options.onFailure?.(message, error) ?? null;
    } catch (failure) {
      this.#report(failure);
      return null;
    }
  }

  /** Renews a lease while the host is asked: an answer may take longer than a lease, and a kill must not. */
  #keep(question: Question, lease: Lease): () => void {
    const { room, message } = question;
    let timer: unknown;
    const renew = async (): Promise<void> => {
      try {
        if (!(await this.#leases.renew(lease, room, this.id, leaseId(message)))) return;
      } catch (error) {
        this.#report(error);
      }
      wait();
    };
    const wait = (): void => {
      timer = this.#clock.setTimeout(() => void renew(), this.#leases.times.lease / 3);
    };
    wait();
    return () => this.#clock.clearTimeout(timer);
  }

  /** Whether its author has removed the message, or has written again. */
  async #isUnwanted(question: Question): Promise<boolean> {
    const { room, message, signal } = question;
    if (signal.aborted || (await isRemoved(this.#store, room, message.id))) return true;
    return this.#questions.isSuperseded(question);
  }

  async #historyBefore({ room, message }: Question): Promise<readonly ChatMessage[]> {
    const { historyLength } = this.#checked;
    if (historyLength === 0) return [];
    const items = await this.#store.fetch(room, historyLength + 1);
    const messages = items.flatMap((item) => messageIn(item)?.message ?? []);
    const index = messages.findIndex(({ id }) => id === message.id);
    return (index < 0 ? messages : messages.slice(0, index)).slice(-historyLength);
  }
}

function leaseId({ id }: ChatMessage): string {
  return `bot:${id}`;
}
