import { sendKeys } from '@web/test-runner-commands';
import '../../src/momento-chat-inbox.js';
import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import type { Conversation, Note, OpenReport } from '../../src/protocol/inbox.js';
import { newRoom, startChat, until, type ChatFixture } from '../helpers/chat-fixture.js';
import { conversation, fakeInbox, KIM, SAM, type FakeInbox } from '../helpers/fake-inbox.js';
import { useFonts } from './fonts.js';
import { compare, setWindow, type Theme } from './pictures.js';
import { untilWhole } from './scenes.js';
import { Stored, type Person } from './stored.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const PAGE = { light: '#e7e9ef', dark: '#0b0c0f' };

interface InboxScene {
  readonly name: string;
  readonly width: number;
  readonly height?: number;
  readonly themes?: readonly Theme[];
  readonly dir?: 'rtl';
  readonly lang?: string;
  /** Whether the first conversation is open. */
  readonly opened?: boolean;
  readonly empty?: boolean;
  reach?(inbox: MomentoChatInboxElement, fake: FakeInbox): Promise<void> | void;
}

const NOTES = (): readonly Note[] => [
  {
    id: 'n1',
    by: KIM,
    text: 'The parcel left Uji on Friday.\nCustoms have asked for the invoice.',
    at: Date.now() - 2 * HOUR,
  },
  { id: 'n2', by: SAM, text: 'Invoice sent to customs.', at: Date.now() - 20 * MINUTE },
];

const REPORTS = (): readonly OpenReport[] => [
  {
    ...{ room: 'town-hall', id: 'm1', text: 'Cheap watches, today only: https://watches.example' },
    ...{ author: { id: 'mallory', name: 'Mallory' }, count: 3, at: Date.now() - 2 * MINUTE },
    reasons: ['Spam', 'He writes this in every room'],
  },
  {
    ...{ room: 'ceramics', id: 'm2', text: 'この釉薬の話はもうやめてください。' },
    ...{ author: { name: '' }, count: 1, reasons: [], at: Date.now() - 3 * HOUR },
  },
];

function conversationsFor(room: string): readonly Conversation[] {
  const ago = (ms: number): number => Date.now() - ms;
  return [
    conversation({
      room,
      visitor: { id: 'grace', name: 'Grace' },
      excerpt: 'It says that it is at customs. Do I have to do something?',
      lastAt: ago(4 * MINUTE),
      waitingSince: ago(12 * MINUTE),
      messages: 4,
      seen: { [SAM.id]: 2 },
      notes: 2,
      context: {
        Page: 'https://hinoki.example/orders/2026-0117',
        Plan: 'Regular customer since 2019',
        Language: 'English',
      },
    }),
    conversation({
      room: 'r2',
      visitor: { id: 'noor', name: 'نور' },
      excerpt: 'مرحبا، هل لديكم أكواب خضراء؟',
      lastAt: ago(9 * MINUTE),
      waitingSince: ago(9 * MINUTE),
      messages: 1,
    }),
    conversation({
      room: 'r3',
      visitor: { id: 'katherine', name: 'Katherine' },
      excerpt: 'Thank you, that helps a lot.',
      lastAt: ago(35 * MINUTE),
      assignee: SAM,
      messages: 12,
      seen: { [SAM.id]: 12 },
    }),
    conversation({
      room: 'r4',
      visitor: { name: '' },
      excerpt: 'We ship to all countries of the EU, and to Norway.',
      lastBy: 'bot',
      lastAt: ago(2 * HOUR),
      bot: true,
      messages: 2,
      seen: { [SAM.id]: 2 },
    }),
    conversation({
      room: 'r5',
      visitor: { id: 'edsger', name: 'Édsger W. Dijkstra the Considerably Long Named' },
      excerpt:
        'The lid of the teapot came broken, and I have pictures of the box as well if needed',
      lastAt: ago(26 * HOUR),
      waitingSince: ago(26 * HOUR),
      assignee: KIM,
      messages: 130,
    }),
    conversation({
      room: 'r6',
      visitor: { id: 'mina', name: 'ミナ' },
      excerpt: '急須の蓋だけ購入できますか？',
      lastAt: ago(9 * 24 * HOUR),
      lastBy: 'agent',
      assignee: SAM,
      messages: 3,
      seen: { [SAM.id]: 3 },
    }),
    conversation({ room: 'r7', status: 'closed', lastAt: ago(30 * HOUR), messages: 5 }),
    conversation({
      room: 'r8',
      status: 'snoozed',
      snoozedUntil: Date.now() + 20 * HOUR,
      lastAt: ago(3 * HOUR),
    }),
  ];
}

const deed = (inbox: MomentoChatInboxElement, index: number): void =>
  [...inbox.renderRoot.querySelectorAll<HTMLElement>('.pane-head .deed')][index]?.click();

async function showReports(inbox: MomentoChatInboxElement): Promise<void> {
  inbox.view = 'reports';
  const list = () => inbox.renderRoot.querySelector('momento-chat-inbox-reports');
  await until('the reports', () => list()?.renderRoot.querySelectorAll('.card').length === 2);
}

const SCENES: readonly InboxScene[] = [
  { name: 'list', width: 820, themes: ['light', 'dark'] },
  { name: 'opened', width: 820, opened: true, themes: ['light', 'dark', 'forced'] },
  { name: 'opened', width: 820, opened: true, dir: 'rtl', lang: 'ar' },
  { name: 'three', width: 1200, opened: true, themes: ['light', 'dark'] },
  { name: 'three-japanese', width: 1200, opened: true, lang: 'ja' },
  { name: 'narrow', width: 320, themes: ['light', 'dark', 'forced'] },
  { name: 'narrow-german', width: 320, lang: 'de' },
  { name: 'narrow', width: 320, dir: 'rtl', lang: 'ar' },
  { name: 'narrow-japanese', width: 320, lang: 'ja' },
  { name: 'narrow-opened', width: 320, opened: true, themes: ['light', 'dark'] },
  {
    name: 'narrow-details',
    width: 320,
    opened: true,
    async reach(inbox) {
      inbox.renderRoot.querySelector<HTMLElement>('[aria-expanded].icon-button')?.click();
      await inbox.updateComplete;
    },
  },
  { name: 'reports', width: 820, themes: ['light', 'dark'], reach: showReports },
  { name: 'reports', width: 820, dir: 'rtl', lang: 'ar', reach: showReports },
  { name: 'reports-narrow', width: 320, reach: showReports },
  { name: 'reports-japanese', width: 320, lang: 'ja', reach: showReports },
  { name: 'empty', width: 820, empty: true },
  {
    name: 'snooze',
    width: 820,
    opened: true,
    themes: ['light', 'dark'],
    reach: (inbox) => inbox.renderRoot.querySelector('momento-chat-inbox-snooze')?.open(),
  },
  {
    name: 'closed-notice',
    width: 820,
    opened: true,
    async reach(inbox) {
      deed(inbox, 2);
      await until('the notice', () => inbox.renderRoot.querySelector('.toast'));
    },
  },
  {
    name: 'reconnecting',
    width: 820,
    async reach(inbox) {
      await chat.engine.down();
      await until('the banner', () => inbox.status === 'reconnecting');
    },
  },
  {
    name: 'held',
    width: 820,
    async reach(inbox, fake) {
      const lines = inbox.renderRoot.querySelector('momento-chat-inbox-lines');
      lines?.focus();
      await fake.publish({
        type: 'conversation',
        conversation: conversation({
          room: 'new',
          visitor: { id: 'alan', name: 'Alan' },
          version: 9,
        }),
      });
      await until('the pill', () => inbox.renderRoot.querySelector('.floating'));
    },
  },
  {
    // The open line is another one than that of the keys: without tints, both have to be seen.
    name: 'focused',
    width: 820,
    opened: true,
    themes: ['light', 'forced'],
    async reach(inbox) {
      const lines = inbox.renderRoot.querySelector('momento-chat-inbox-lines');
      lines?.focus();
      await sendKeys({ press: 'ArrowDown' });
      await until('another line', () => lines?.activeIndex === 1);
    },
  },
  {
    // The filter that is on has the focus.
    name: 'focused-filter',
    width: 820,
    opened: true,
    themes: ['forced'],
    async reach(inbox) {
      inbox.renderRoot.querySelector<HTMLElement>('[type=search]')?.focus();
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
    },
  },
  {
    name: 'focused-open',
    width: 820,
    opened: true,
    themes: ['forced'],
    async reach(inbox) {
      const lines = inbox.renderRoot.querySelector('momento-chat-inbox-lines');
      await sendKeys({ press: 'Tab' });
      lines?.focus();
      await lines?.updateComplete;
    },
  },
  {
    name: 'keys',
    width: 820,
    reach: (inbox) => inbox.renderRoot.querySelector<HTMLDialogElement>('.keys')?.showModal(),
  },
];

let chat: ChatFixture;

describe('inbox', () => {
  let fake: FakeInbox | undefined;

  before(async () => {
    const textContent = 'momento-chat-inbox { caret-color: transparent } body { margin: 0 }';
    document.head.append(Object.assign(document.createElement('style'), { textContent }));
    await useFonts();
    chat = await startChat();
  });

  afterEach(async () => {
    document.querySelector('momento-chat-inbox')?.remove();
    fake?.restore();
    await chat.engine.up();
    await chat.reset();
  });

  after(() => chat.stop());

  for (const scene of SCENES) {
    const { name, width, height = 560, dir = 'ltr', lang = 'en-GB', themes = ['light'] } = scene;
    it(`${name}-${dir}`, async () => {
      const frame = { width, height, page: PAGE };
      await setWindow(frame);
      Object.assign(document.documentElement, { dir, lang });
      const room = newRoom();
      await storeTalk(room);
      fake = fakeInbox(chat, {
        conversations: scene.empty ? [] : conversationsFor(room),
        notes: NOTES(),
        hasDesk: name.startsWith('reports'),
        answer: (request) =>
          request?.type === 'reports' ? { reports: REPORTS(), total: 2 } : undefined,
        cannedAnswers: [{ name: 'customs', text: 'Customs usually take three days.' }],
      });
      const inbox = document.createElement('momento-chat-inbox');
      inbox.tokenUrl = fake.url;
      inbox.style.blockSize = `${height}px`;
      document.body.append(inbox);
      await until('connected', () => inbox.status === 'connected');
      // Words of other languages come after the first paint.
      const label = (): unknown => inbox.renderRoot.querySelector('.inbox')?.ariaLabel;
      await until('its words', () => lang.startsWith('en') || label() !== 'Inbox');
      if (scene.opened) {
        inbox.open(room);
        const view = () => inbox.renderRoot.querySelector('momento-chat');
        await until('the talk', () => view()?.messages.length === 4);
        await until('the composer', () => view()?.status === 'connected');
        const chatView = view();
        if (chatView) await untilWhole(chatView);
      }
      await scene.reach?.(inbox, fake);
      await inbox.updateComplete;
      await compare(inbox, `inbox-${name}-${dir}`, frame, themes);
    });
  }

  function storeTalk(room: string): Promise<void> {
    const say: readonly (readonly [Person | 'sam', string])[] = [
      ['grace', 'Good morning! Where is my parcel?'],
      ['sam', 'Good morning, Grace. Let me look.'],
      ['grace', 'Order 2026-0117.'],
      ['grace', 'It says that it is at customs. Do I have to do something?'],
    ];
    const stored = new Stored(16);
    say.forEach(([by, text], index) => {
      const fields = by === 'sam' ? { userId: 'sam', username: 'Sam' } : {};
      stored.say(`m${String(index)}`, by === 'sam' ? 'ada' : by, text, fields);
    });
    return stored.store({ room } as never, chat);
  }
});
