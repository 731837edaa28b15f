import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../src/momento-chat.js';
import type { ChatMessage, MomentoChatElement, PendingChange } from '../../src/momento-chat.js';
import { EMPTY_ROOM, type RoomState } from '../../src/core/room-state.js';
import { ChatError } from '../../src/protocol/errors.js';
import { actionsLoaded } from '../helpers/actions-loaded.js';
import { look, stillness } from '../states/look.js';

const MINUTE = 60_000;

const PEOPLE = {
  ada: 'Ada',
  grace: 'Grace',
  katherine: 'Katherine',
  noor: 'نور',
  edsger: 'Édsger W. Dijkstra the Considerably Long Named',
} as const;
type Person = keyof typeof PEOPLE;

const WORDS = {
  en: {
    ask: 'Shall we meet at ten, or is that too early for the night owls among us?',
    answer: 'Ten is fine. I bring the punch cards, somebody else the coffee.',
    coffee: 'Coffee is on me ☕️',
    own: 'Then ten it is. See you at the old observatory.',
    thanks: 'Thank you all!',
  },
  ja: {
    ask: '10時に集合でいいですか。夜型のみなさんには早すぎるでしょうか。',
    answer: '10時で大丈夫です。パンチカードを持っていきます。コーヒーはどなたかお願いします。',
    coffee: 'コーヒーは任せてください ☕️',
    own: 'では10時で。旧天文台でお会いしましょう。',
    thanks: 'みなさん、ありがとうございます。',
  },
  ar: {
    ask: 'هل نلتقي في العاشرة، أم أن ذلك مبكر جدًا على من يسهرون؟',
    answer: 'العاشرة مناسبة. سأحضر البطاقات المثقبة، وليحضر غيري القهوة.',
    coffee: 'القهوة عليّ ☕️',
    own: 'إذن في العاشرة. أراكم عند المرصد القديم.',
    thanks: 'شكرًا لكم جميعًا!',
  },
} as const;

const by = (...people: Person[]): { id: string; name: string }[] =>
  people.map((id) => ({ id, name: PEOPLE[id] }));

function conversation(language: keyof typeof WORDS): ChatMessage[] {
  const words = WORDS[language];
  let minutes = 60;
  const say = (id: string, who: Person, text: string, rest: Partial<ChatMessage> = {}) => ({
    id,
    text,
    author: { id: who, name: PEOPLE[who], verified: true },
    sentAt: Date.now() - (minutes -= 1) * MINUTE,
    ...rest,
  });
  return [
    say('ask', 'grace', words.ask, {
      reactions: [
        { emoji: '👍', users: by('katherine', 'noor', 'ada') },
        { emoji: '🦉', users: by('edsger') },
      ],
    }),
    say('answer', 'katherine', words.answer, { replyTo: { id: 'ask', order: 1 } }),
    say('coffee', 'katherine', words.coffee, {
      editedAt: Date.now() - 30 * MINUTE,
      reactions: [
        { emoji: '❤️', users: by('ada', 'grace') },
        { emoji: '☕️', users: by('noor', 'edsger', 'grace') },
        ...[...'🎉😀👏🙏🔥🚀'].map((emoji) => ({ emoji, users: by('noor') })),
      ],
    }),
    say('gone', 'noor', '', { removed: true }),
    say('own', 'ada', words.own, {
      replyTo: { id: 'answer', order: 2 },
      editedAt: Date.now() - 20 * MINUTE,
      reactions: [{ emoji: '🔭', users: by('katherine', 'ada') }],
    }),
    say('far', 'edsger', words.thanks, { replyTo: { id: 'elsewhere', order: 0 } }),
    say('lost', 'edsger', '🎉', { replyTo: { id: 'gone', order: 3 } }),
    say('last', 'ada', words.thanks, { replyTo: { id: 'far', order: 5 } }),
  ];
}

const FAILED: readonly PendingChange[] = [
  {
    id: 'change',
    messageId: 'last',
    type: 'edit',
    state: 'failed',
    error: new ChatError('message-rejected', 'refused.'),
  },
];

describe('reactions, answers and changes look well, and pass the accessibility audit', () => {
  let element: MomentoChatElement;

  beforeEach(async () => {
    await setViewport({ width: 420, height: 1080 });
  });

  afterEach(async () => {
    element.remove();
    sessionStorage.clear();
    document.body.removeAttribute('style');
    document.documentElement.removeAttribute('lang');
    document.documentElement.removeAttribute('dir');
    await setViewport({ width: 420, height: 620 });
  });

  async function open(
    variant: MomentoChatElement['variant'],
    language: keyof typeof WORDS = 'en',
    canRelate = true,
  ): Promise<void> {
    element = document.createElement('momento-chat');
    element.room = 'room';
    element.tokenProvider = () => new Promise<never>(() => undefined);
    element.variant = variant;
    const state: RoomState = {
      ...EMPTY_ROOM,
      status: 'connected',
      loaded: true,
      earlier: 'none',
      ownId: 'ada',
      messages: conversation(language),
      changes: canRelate ? FAILED : [],
      canRelate,
    };
    const controller: unknown = Reflect.get(element, 'roomController');
    Object.defineProperty(controller, 'state', { get: () => state });
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    document.body.append(element);
    if (variant !== 'launcher') element.style.blockSize = '1060px';
    element.open();
    await element.updateComplete;
    await stillness();
    const list = element.renderRoot.querySelector('momento-chat-message-list');
    if (!list) throw new Error('no list');
    const { scrollWidth, clientWidth } = list.renderRoot.querySelector('.scroller')!;
    expect(scrollWidth).to.equal(clientWidth);
  }

  for (const language of ['en', 'ja', 'ar'] as const) {
    it(`in ${language}`, async () => {
      await open('inline', language);
      await look(element, `relations-${language}`);
    });
  }

  for (const variant of ['launcher', 'overlay'] as const) {
    it(`as ${variant}`, async () => {
      await open(variant);
      await look(element, `relations-${variant}`);
    });
  }

  it('where a click on an answered message has led', async () => {
    await open('inline');
    await actionsLoaded();
    const list = element.renderRoot.querySelector('momento-chat-message-list');
    const [quote] = list?.renderRoot.querySelectorAll<HTMLElement>('button.quote') ?? [];
    quote?.click();
    await list?.updateComplete;
    const row = list?.renderRoot.querySelector('[data-found]');
    for (const animation of row?.getAnimations() ?? []) animation.pause();
    list?.goTo('gone-for-ever');
    await look(element, 'relations-found');
  });

  it('where they can only be read', async () => {
    await open('inline', 'en', false);
    await look(element, 'relations-read-only');
  });

  for (const width of [240, 1200]) {
    it(`at ${String(width)} px`, async () => {
      await setViewport({ width: width + 20, height: 1080 });
      document.body.style.margin = '8px';
      await open('inline');
      await look(element, `relations-${String(width)}`);
    });
  }
});
