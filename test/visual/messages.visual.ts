import { until } from '../helpers/chat-fixture.js';
import { inside } from '../helpers/element-parts.js';
import { storeConversation } from '../states/states.js';
import { ALL_LOOKS, FORCED, INLINE, takePicturesOf } from './scenes.js';
import { connected, Stored } from './stored.js';

const COMMAND =
  'Run `npm ci` first, then:\n```sh\ncurl https://a.example/a_b?c=d\necho "done"\n```';

function relations(): Stored {
  return new Stored(60)
    .say('ask', 'grace', 'Shall we meet at ten, or is that too early for the night owls?')
    .say('answer', 'katherine', 'Ten is fine.', { replyTo: { id: 'ask', order: 1 } })
    .say('coffee', 'katherine', 'Tea is on me ☕️')
    .say('gone', 'noor', 'Never mind')
    .say('own', 'ada', 'Then ten.', { replyTo: { id: 'answer', order: 2 } })
    .say('far', 'edsger', 'Thank you all!', { replyTo: { id: 'elsewhere', order: 1 } })
    .say('lost', 'edsger', '🎉', { replyTo: { id: 'gone', order: 4 } })
    .react('ask', '👍', 'katherine', 'noor', 'ada')
    .react('ask', '🦉', 'edsger')
    .relate('katherine', 'edit', { target: 'coffee', text: 'Coffee is on me ☕️' })
    .react('coffee', '❤️', 'ada', 'grace')
    .relate('noor', 'removal', { id: 'gone', place: 4 })
    .relate('ada', 'edit', { target: 'own', text: 'Then ten it is. See you there.' })
    .react('own', '🔭', 'katherine', 'ada');
}

takePicturesOf('messages', [
  {
    name: 'conversation-whole',
    frame: { height: 980 },
    prepare: (element, chat) => storeConversation(chat, element.room),
    reach: connected,
  },
  {
    name: 'relations',
    looks: [...ALL_LOOKS, FORCED],
    frame: { height: 860 },
    prepare: (element, chat) => relations().store(element, chat),
    async reach(element) {
      await connected(element);
      await until('the changes', () => element.messages.some(({ reactions }) => reactions));
    },
  },
  {
    name: 'relations-found',
    looks: INLINE,
    prepare: (element, chat) => relations().store(element, chat),
    async reach(element) {
      await connected(element);
      const { shadowRoot } = inside(element, 'momento-chat-message-list');
      await until('the quotes', () => shadowRoot?.querySelector('button.quote'));
      shadowRoot?.querySelector<HTMLElement>('button.quote')?.click();
      await until('the message', () => shadowRoot?.querySelector('[data-found]'));
    },
  },
  {
    name: 'formatted',
    looks: INLINE,
    frame: { height: 620 },
    prepare: (element, chat) =>
      new Stored(20)
        .say('a', 'grace', 'The talk is on *Friday*, not _next_ week. ~Bring snacks.~')
        .say('b', 'grace', COMMAND)
        .say('c', 'grace', '- one thing\n- *another*\n> a quote stays, @Ada', {
          mentions: [{ id: 'ada', start: 41, length: 4 }],
        })
        .say('d', 'ada', 'Like `this`, @Grace?\n```\nfor (;;) {\n  compile();\n}\n```', {
          mentions: [{ id: 'grace', start: 13, length: 6 }],
        })
        .say('e', 'ada', 'See https://a.example/some_long_page_name#and-its-section')
        .store(element, chat),
    reach: connected,
  },
  {
    name: 'languages',
    looks: INLINE,
    frame: { height: 520 },
    prepare: (element, chat) =>
      new Stored(20)
        .say('a', 'katherine', '発表は*金曜日の10時*です。よろしくお願いします。')
        .say('b', 'noor', 'المحاضرة يوم *الجمعة في العاشرة*، وليس الأسبوع القادم.')
        .say('c', 'edsger', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter')
        .say('d', 'ada', '完了しました 🎉 Ça marche, שלום')
        .say('e', 'ada', '🎉👩‍🚀')
        .store(element, chat),
    reach: connected,
  },
  {
    name: 'rejected',
    looks: INLINE,
    prepare: (element, chat) => new Stored(5).say('a', 'grace', 'Hello!').store(element, chat),
    async reach(element, chat) {
      await connected(element);
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'ListPushBack',
        status: 'PERMISSION_DENIED',
      });
      element.react(element.messages[0]?.id ?? '', '👍');
      const { shadowRoot } = inside(element, 'momento-chat-message-list');
      await until('the failure', () => shadowRoot?.querySelector('.failure'));
    },
  },
]);
