import { until } from '../helpers/chat-fixture.js';
import { inside } from '../helpers/element-parts.js';
import { STATES, storeConversation } from '../states/states.js';
import { FORCED, takePicturesOf, type Look, type Scene } from './scenes.js';
import { arrive, connected } from './stored.js';

const LIGHT_AND_DARK = ['light', 'dark'] as const;

const only = (variant: Look['variant']): readonly Look[] => [
  { variant, direction: 'ltr', themes: LIGHT_AND_DARK },
  { variant, direction: 'rtl', themes: ['light'] },
];

const conversation: Pick<Scene, 'prepare' | 'reach'> = {
  prepare: (element, chat) => storeConversation(chat, element.room),
  reach: connected,
};

const LONG =
  'I have found your order: it left our house this morning, and will be with you on Thursday, before noon. If nobody is at home, the neighbours can take it.';

takePicturesOf('frames and sizes', [
  {
    name: 'launcher-closed',
    closed: true,
    looks: only('launcher'),
    frame: { width: 240, height: 120, shown: 240 },
    reach: (element) => until('the button', () => element.renderRoot.querySelector('.launcher')),
  },
  {
    name: 'launcher-news',
    closed: true,
    looks: only('launcher'),
    frame: { width: 240, height: 120, shown: 240 },
    prepare: (element) => {
      Object.assign(element, { connect: 'eager', notify: 'title' });
    },
    async reach(element, chat) {
      await connected(element);
      for (const text of ['one', 'two', 'three']) await arrive(element, chat, text, text);
      await until('all', () => element.unreadCount === 3);
    },
  },
  {
    name: 'launcher-preview',
    closed: true,
    looks: [...only('launcher'), { ...FORCED, variant: 'launcher' }],
    frame: { height: 360, shown: 380 },
    prepare: (element) => {
      element.connect = 'eager';
    },
    async reach(element, chat) {
      await connected(element);
      for (const text of ['one', 'two', LONG]) await arrive(element, chat, text.slice(0, 9), text);
      await until('all', () => element.unreadCount === 3);
    },
  },
  {
    name: 'launcher-preview-narrow',
    closed: true,
    looks: only('launcher').slice(0, 1),
    frame: { width: 320, height: 240, shown: 320 },
    prepare: (element) => {
      Object.assign(element, { connect: 'eager', placement: 'top-start', lang: 'ja' });
    },
    async reach(element, chat) {
      await connected(element);
      await arrive(element, chat, 'one', 'ご注文の件、確認できました。');
      await until('it', () => element.unreadCount === 1);
    },
  },
  {
    name: 'launcher-focus',
    closed: true,
    looks: only('launcher').slice(0, 1),
    frame: { width: 240, height: 120, shown: 240 },
    async reach(element) {
      await until('the button', () => element.renderRoot.querySelector('.launcher'));
      inside(element, '.launcher').focus();
    },
  },
  {
    name: 'launcher-sheet',
    looks: only('launcher'),
    frame: { width: 320, height: 480, shown: 320 },
    ...conversation,
  },
  { name: 'overlay-closed', closed: true, looks: only('overlay'), ...conversation },
  // The theme need not be that of the game.
  {
    name: 'overlay-closed-over-another',
    closed: true,
    looks: only('overlay').slice(0, 1),
    frame: { page: { light: '#000', dark: '#fff' } },
    ...conversation,
  },
  {
    name: 'overlay-over-another',
    looks: only('overlay').slice(0, 1),
    frame: { page: { light: '#000', dark: '#fff' } },
    ...conversation,
  },
  {
    name: 'narrow',
    looks: only('inline'),
    frame: { width: 240 },
    ...conversation,
  },
  {
    name: 'low',
    looks: [...only('inline'), ...only('launcher').slice(0, 1), ...only('overlay').slice(0, 1)],
    frame: { width: 320, height: 256, shown: 320 },
    ...conversation,
  },
  {
    name: 'wide',
    looks: only('inline').slice(0, 1),
    frame: { width: 900, height: 300 },
    ...conversation,
  },
  {
    ...STATES.find(({ name }) => name === 'offline'),
    name: 'low-offline',
    looks: only('inline').slice(0, 1),
    frame: { width: 320, height: 256 },
  },
]);
