import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, until, untilStatus, write, type ChatFixture } from '../helpers/chat-fixture.js';
import { fill, start, untilAsked } from '../helpers/pre-chat.js';
import { UNWELCOME } from '../helpers/unwelcome.js';

/** A state of a chat, and the steps that lead to it over the real wire. */
export interface State {
  readonly name: string;
  /** Runs before the element is in the page. */
  prepare?(element: MomentoChatElement, chat: ChatFixture): Promise<void> | void;
  /** Runs when the element is in the page and, as a launcher or an overlay, open. */
  reach?(element: MomentoChatElement, chat: ChatFixture): Promise<void>;
}

const DAY_MS = 86_400_000;

/** A conversation with every kind of content. */
export const CONVERSATION: readonly (readonly [
  user: string,
  name: string,
  text: string,
  ago: number,
])[] = [
  ['grace', 'Grace', 'Did the compiler arrive?', DAY_MS + 3_600_000],
  ['ada', 'Ada', 'It did. It even compiled itself. 🎉', DAY_MS + 3_500_000],
  ['grace', 'Grace', '🎉🎉🎉', DAY_MS + 3_400_000],
  ['katherine', 'Katherine', 'こんにちは、世界。今日は天気がいいから、散歩しましょう。', 3_000_000],
  [
    'katherine',
    'Katherine',
    'The numbers are at https://example.com/orbits?year=1962 (page 7).',
    2_990_000,
  ],
  ['edsger', 'Édsger W. Dijkstra the Considerably Long Named', 'x'.repeat(120), 2_000_000],
  ['noor', 'نور', 'مرحبا بالجميع! كيف حالكم اليوم؟', 1_500_000],
  ['ada', 'Ada', 'Two lines\nof my own', 600_000],
  ['ada', 'Ada', 'and one more, right after', 590_000],
  ['grace', 'Grace', 'Then it is settled.', 60_000],
];

export async function storeConversation(chat: ChatFixture, room: string): Promise<void> {
  const items = CONVERSATION.map(([userId, username, message, ago], index) =>
    JSON.stringify({
      id: `message-${String(index)}`,
      username,
      message,
      userId,
      timestamp: Date.now() - ago,
      order: index + 1,
    }),
  );
  await chat.engine.push({ cache: CACHE, list: room }, ...items);
}

/** Resolves when the element is connected, which needs no further step. */
const settled = (element: MomentoChatElement): Promise<void> => untilStatus(element, 'connected');

const never = (): Promise<never> => new Promise(() => undefined);

/** The page asks before the chat, and greets. */
function ask(element: MomentoChatElement): void {
  element.preChat = 'name email topic?';
  element.innerHTML =
    '<p slot="greeting">Hello! Tell us who you are, and someone will be with you in a minute.</p>';
}

export const STATES: readonly State[] = [
  { name: 'pre-chat', prepare: ask, reach: untilAsked },
  {
    name: 'pre-chat-errors',
    prepare: ask,
    async reach(element) {
      await untilAsked(element);
      await fill(element, { email: 'grace.example.com' });
      await start(element);
    },
  },
  {
    name: 'pre-chat-refused',
    prepare: ask,
    async reach(element) {
      await untilAsked(element);
      await fill(element, { name: 'Grace', email: UNWELCOME });
      await start(element);
      await until('the refusal', () => element.renderRoot.querySelector('.refusal p'));
    },
  },
  {
    name: 'pre-chat-busy',
    prepare: ask,
    async reach(element, chat) {
      await chat.endpoint.behave({ hang: true });
      await untilAsked(element);
      await fill(element, { name: 'Grace', email: 'grace@example.com', topic: 'A bill' });
      await start(element);
    },
  },
  {
    name: 'loading',
    prepare: (element) => {
      element.tokenProvider = never;
    },
  },
  { name: 'empty', reach: settled },
  {
    name: 'conversation',
    prepare: (element, chat) => storeConversation(chat, element.room),
    reach: settled,
  },
  {
    name: 'sending',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element, chat) {
      await settled(element);
      await chat.engine.faults.inject({ kind: 'hang', rpc: 'ListPushBack' });
      await write(element, 'On its way');
    },
  },
  {
    name: 'sent',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element, chat) {
      await settled(element);
      await chat.engine.faults.inject({ kind: 'hang', rpc: 'Publish' });
      await write(element, 'Taken, and not in the room yet');
      await until('it to be sent', () => element.pending[0]?.state === 'sent');
    },
  },
  {
    name: 'failed',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element, chat) {
      await settled(element);
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'ListPushBack',
        status: 'PERMISSION_DENIED',
      });
      await write(element, 'This one is not taken');
      await until('it to fail', () => element.pending[0]?.state === 'failed');
    },
  },
  {
    name: 'read-only',
    async prepare(element, chat) {
      element.readOnly = true;
      await storeConversation(chat, element.room);
    },
    reach: settled,
  },
  {
    name: 'refused',
    prepare: (_, chat) => chat.endpoint.behave({ status: 403 }),
    reach: (element) => untilStatus(element, 'failed'),
  },
  {
    name: 'not-set-up',
    prepare: (element) => {
      element.tokenUrl = '';
    },
    reach: (element) => untilStatus(element, 'failed'),
  },
  {
    name: 'offline',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element, chat) {
      await settled(element);
      await chat.engine.down();
      await untilStatus(element, 'reconnecting');
    },
  },
  {
    name: 'catching-up',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element, chat) {
      await settled(element);
      await chat.engine.faults.inject({ kind: 'hang', rpc: 'ListFetch' });
      await chat.engine.faults.dropStreams();
      await untilStatus(element, 'catching-up');
    },
  },
  {
    name: 'long-text',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element) {
      await settled(element);
      await type(element, `${'word '.repeat(780)}and a few more.`);
    },
  },
  {
    name: 'too-long',
    prepare: (element, chat) => storeConversation(chat, element.room),
    async reach(element) {
      await settled(element);
      await write(element, 'word '.repeat(900));
    },
  },
  {
    name: 'away',
    async prepare(element, chat) {
      element.away = true;
      const greeting = document.createElement('p');
      greeting.slot = 'greeting';
      greeting.textContent = 'Hello! What can we do for you?';
      element.append(greeting);
      await storeConversation(chat, element.room);
    },
    reach: settled,
  },
];

async function type(element: MomentoChatElement, text: string): Promise<void> {
  const composer = element.renderRoot.querySelector('momento-chat-composer');
  const textarea = composer?.renderRoot.querySelector('textarea');
  if (!composer || !textarea) throw new Error('no composer to write in');
  textarea.value = text;
  textarea.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await composer.updateComplete;
}
