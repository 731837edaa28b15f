import type { Clock } from '../../platform/clock.js';
import type { Agent, Conversation, InboxPage, Note } from '../../protocol/inbox.js';
import { Refusal } from '../token-endpoint/refusal.js';
import type { Agents } from './agents.js';
import type { ChangePublisher } from './change-publisher.js';
import {
  currentOf,
  withAssignee,
  withBot,
  withoutBot,
  withSeen,
  withStatus,
  type StoredConversation,
} from './conversation-state.js';
import type { ConversationView } from './conversation-view.js';
import type { CheckedRequest } from './inbox-requests.js';
import { agentsItem, INBOX_TOPIC } from './inbox-topic.js';
import type { Notes } from './notes.js';
import type { Register } from './register.js';
import type { ReportQueues } from './report-queues.js';
import type { InboxStore } from './shared-item.js';

export interface AgentActionsOptions {
  readonly store: InboxStore;
  readonly clock: Clock;
  readonly register: Register;
  readonly notes: Notes;
  readonly agents: Agents;
  readonly view: ConversationView;
  readonly publisher: ChangePublisher;
  readonly reports: ReportQueues;
  readonly has: (room: string) => boolean;
  /** The bot of this process, if there is one. */
  readonly bot: () => Agent | undefined;
  /** Agents have come, or gone, or are still here. */
  readonly onPresence: () => void;
  readonly report: (error: unknown) => void;
}

/** How long a list waits for the register to be read, in ms: then it has what is there. */
const READING_MS = 3_000;

type Change = (before: StoredConversation) => StoredConversation | undefined;
type Shown = { readonly conversation: Conversation };

/** Another agent was first. */
class Conflict extends Refusal {
  readonly conversation: Conversation;

  constructor(conversation: Conversation) {
    super('conflict', 'unable to assign the conversation; another agent was first');
    this.conversation = conversation;
  }

  override toJSON(): ReturnType<Refusal['toJSON']> & Shown {
    return { ...super.toJSON(), conversation: this.conversation };
  }
}

/** Does what agents ask for. */
export class AgentActions {
  readonly #options: AgentActionsOptions;

  constructor(options: AgentActionsOptions) {
    this.#options = options;
  }

  /** @returns the answer, to be sent as JSON @throws Refusal, or the store's error */
  async run(request: CheckedRequest, agent: Agent): Promise<object> {
    const { agents, clock, has, reports } = this.#options;
    if ('room' in request && request.room !== undefined && !has(request.room))
      throw noConversation();
    switch (request.type) {
      case 'list':
        return this.#list(request, agent);
      case 'presence':
        return { agents: await this.#arrive(agent, request.here), now: Math.floor(clock.now()) };
      case 'open':
        return this.#open(request.room);
      case 'assign':
        await agents.note(agent);
        return this.#assign(request);
      case 'snooze':
        return this.#change(request.room, (before) => withStatus(before, 'snoozed', request.until));
      case 'close':
        return this.#change(request.room, (before) =>
          before.shown.status === 'closed' ? undefined : withStatus(before, 'closed'),
        );
      case 'reopen':
        return this.#change(request.room, (before) =>
          before.shown.status === 'open' ? undefined : withStatus(before, 'open'),
        );
      case 'seen':
        return this.#change(request.room, (before) => withSeen(before, agent.id, request.messages));
      case 'note':
        return this.#note(request, agent);
      case 'hand-over':
        return this.#handOver(request);
      case 'reports':
      case 'settle-report':
        return reports.answer(request, agent);
    }
  }

  /** The time of a snoozed conversation is over: one of all processes tells it. */
  async wake(room: string): Promise<void> {
    const { register, clock } = this.#options;
    const { stored, isChanged } = await register.update(room, (before) => {
      if (!before || currentOf(before, clock.now()) === before.shown) return undefined;
      return withStatus(before, 'open');
    });
    if (!stored) return;
    this.#options.view.apply(stored.shown);
    if (isChanged) this.#options.publisher.add(stored.shown);
  }

  async #list(query: Extract<CheckedRequest, { type: 'list' }>, agent: Agent): Promise<InboxPage> {
    const { view, agents, clock } = this.#options;
    view.start();
    await view.whole(READING_MS);
    const here = await agents.here();
    return {
      ...view.list({ ...query, by: agent.id }),
      ...(view.isWhole ? {} : { partial: true }),
      agents: here,
      now: Math.floor(clock.now()),
    };
  }

  async #arrive(agent: Agent, isHere: boolean): Promise<readonly Agent[]> {
    const { agents, store, onPresence, report } = this.#options;
    await agents.note(agent);
    const { agents: here, isChanged } = await agents.arrive(agent, isHere);
    onPresence();
    // The others learn it from the next answer otherwise.
    if (isChanged) await store.publish(INBOX_TOPIC, agentsItem(here)).catch(report);
    return here;
  }

  async #open(room: string): Promise<Shown & { readonly notes: readonly Note[] }> {
    const { register, notes } = this.#options;
    const [stored, written] = await Promise.all([register.read(room), notes.of(room)]);
    if (!stored) throw noConversation();
    return { ...this.#shown(stored), notes: written };
  }

  async #assign(request: Extract<CheckedRequest, { type: 'assign' }>): Promise<Shown> {
    const { room, to, version } = request;
    const assignee = to === null ? undefined : await this.#options.agents.find(to);
    if (to !== null && !assignee) {
      throw new Refusal(
        'unknown-agent',
        'unable to assign the conversation; no such agent has been here within a day',
      );
    }
    return this.#change(room, (before) => {
      const { shown, assignedIn } = before;
      if (shown.assignee?.id === assignee?.id && !shown.bot) return undefined;
      if (assignedIn > version) throw new Conflict(this.#shown(before).conversation);
      return withAssignee(before, assignee);
    });
  }

  async #note(
    { room, id, text }: Extract<CheckedRequest, { type: 'note' }>,
    by: Agent,
  ): Promise<Shown & { readonly notes: readonly Note[] }> {
    const { register, notes, clock } = this.#options;
    if (!(await register.read(room))) throw noConversation();
    const written = await notes.add(room, { id, by, text, at: Math.floor(clock.now()) });
    const answer = await this.#change(room, (before) => {
      const { shown } = before;
      const count = Math.max(written.length, shown.notes);
      return shown.notes === count ? undefined : { ...before, shown: { ...shown, notes: count } };
    });
    return { ...answer, notes: written };
  }

  #handOver({ room, to }: Extract<CheckedRequest, { type: 'hand-over' }>): Promise<Shown> {
    const { clock, bot } = this.#options;
    return this.#change(room, (before) => {
      if (to === 'agents') return withoutBot(before, clock.now());
      const helper = bot() ?? before.helper;
      if (!helper) throw new Refusal('no-bot', 'unable to hand over; no bot answers here');
      return before.shown.bot ? undefined : withBot(before, helper);
    });
  }

  async #change(room: string, change: Change): Promise<Shown> {
    const { register, publisher, view } = this.#options;
    const { stored, isChanged } = await register.update(room, (before) => {
      if (!before) throw noConversation();
      return change(before);
    });
    if (!stored) throw noConversation();
    view.apply(stored.shown);
    if (isChanged) publisher.add(stored.shown);
    return this.#shown(stored);
  }

  #shown(stored: StoredConversation): Shown {
    return { conversation: currentOf(stored, this.#options.clock.now()) };
  }
}

function noConversation(): Refusal {
  return new Refusal('no-conversation', 'unable to answer; the inbox has no such conversation');
}
