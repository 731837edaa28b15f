import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('uk');

const tryLater = 'Чат зараз недоступний.';
const setUp = 'Чат налаштовано неправильно. Повідомте, будь ласка, власника сайту.';

const others = (count: number): string =>
  plural(count, {
    one: 'ще # особа',
    few: 'ще # особи',
    many: 'ще # осіб',
    other: 'ще # особи',
  });

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Розмова',
  composerLabel: 'Повідомлення',
  composerPlaceholder: 'Повідомлення',
  send: 'Надіслати',
  retry: 'Повторити',
  retryNow: 'Повторити',
  discard: 'Відхилити',
  loading: 'Завантаження розмови',
  gap: 'Тут може бракувати повідомлень.',
  empty: 'Повідомлень ще немає. Привітайтеся!',
  unread: 'Нові',
  newMessages: (count) =>
    plural(count, {
      one: '# нове повідомлення',
      few: '# нові повідомлення',
      many: '# нових повідомлень',
      other: '# нового повідомлення',
    }),
  toLatest: 'Останні повідомлення',
  loadingEarlier: 'Завантаження попередніх повідомлень',
  earlierFailed: 'Не вдалося завантажити попередні повідомлення.',
  removed: 'Це повідомлення видалено.',
  reactions: 'Реакції',
  reactedBy: (emoji, names, own, more) => {
    const count = number(names.length + Number(own) + more);
    return `${emoji} ${count}: ${list([...names, own && 'ви', more > 0 && others(more)])}`;
  },
  addReaction: 'Додати реакцію',
  inReplyTo: 'У відповідь на повідомлення:',
  showOriginal: 'Показати повідомлення',
  originalGone: 'Це повідомлення вже недоступне.',
  edited: 'змінено',
  changeFailed: 'Зміну не збережено.',
  removalFailed: 'Не вдалося видалити повідомлення.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, {
          one: '# зайвий байт',
          few: '# зайві байти',
          many: '# зайвих байтів',
          other: '# зайвого байта',
        })
      : plural(count, {
          one: 'Залишився # байт',
          few: 'Залишилося # байти',
          many: 'Залишилося # байтів',
          other: 'Залишилося # байта',
        }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, {
          one: '# зайвий символ',
          few: '# зайві символи',
          many: '# зайвих символів',
          other: '# зайвого символу',
        })
      : plural(count, {
          one: 'Залишився # символ',
          few: 'Залишилося # символи',
          many: 'Залишилося # символів',
          other: 'Залишилося # символу',
        }),
  mentionedYou: (name) => `${name} згадує вас`,
  suggestions: 'Пропозиції',
  away: 'Зараз нас немає на місці. Залиште повідомлення, і ми відповімо.',
  readOnly: 'Ви можете читати цю розмову, але не писати в ній.',
  ended: 'Цю розмову завершено.',
  connecting: 'З’єднання…',
  catchingUp: 'Оновлення…',
  reconnecting: 'Відновлення з’єднання…',
  disconnected: 'Немає з’єднання.',
  sending: 'Надсилання…',
  failed: 'Не надіслано.',
  sent: 'Надіслано',
  delivered: 'Доставлено',
  unknownAuthor: 'Невідомий автор',
  you: 'Ви',
  search: 'Пошук',
  copyCode: 'Копіювати код',
  reported: 'Скаргу надіслано.',
  save: 'Зберегти',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'Ви не маєте доступу до цієї розмови.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Зараз приєднується забагато людей.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Термін вашого доступу до цієї розмови минув.',
    'not-permitted': 'Тут це не дозволено.',
    'cache-not-found': setUp,
    'quota-exceeded': 'Чат зараз дуже завантажений.',
    'service-rejected': 'Чат цього не прийняв.',
    'connection-lost': 'З’єднання втрачено.',
    'connection-slow': 'Повільне з’єднання.',
    'service-unavailable': tryLater,
    'message-rejected': 'Модератор не дозволив це повідомлення.',
    'sending-too-fast': 'Ви надсилаєте повідомлення надто швидко. Зачекайте трохи.',
    'message-too-long': 'Це повідомлення задовге. Скоротіть його.',
    'outbox-full': 'Забагато повідомлень чекають на надсилання. Зачекайте трохи.',
    'attachment-not-allowed': 'Цей файл не можна надіслати тут.',
    'attachment-too-large': 'Цей файл завеликий.',
    'attachment-broken': 'Цей файл порожній або пошкоджений.',
    'attachment-lost': 'Цей файл уже недоступний.',
  },

  // What visitors do with messages.
  moreActions: 'Інші дії',
  reply: 'Відповісти',
  copy: 'Копіювати текст',
  edit: 'Редагувати',
  report: 'Поскаржитися',
  remove: 'Видалити',
  removeQuestion: 'Видалити це повідомлення?',
  keep: 'Залишити',
  replyingTo: (name) => `Відповідь для: ${name}`,
  editing: 'Редагування повідомлення',
  cancel: 'Скасувати',
  copied: 'Скопійовано',
  notCopied: 'Не вдалося скопіювати',
  people: 'Кого можна згадати',
  cannedAnswers: 'Готові відповіді',

  // Pictures and files.
  attach: 'Додати файли',
  takePicture: 'Зробити фото',
  dropFiles: 'Перетягніть файли сюди, щоб додати їх',
  filesToSend: 'Файли для надсилання',
  removeFile: (name) => `Прибрати ${name}`,
  describe: (name) => `ALT: Альтернативний текст для ${name}`,
  description: 'Опишіть зображення',
  preparing: 'Підготовка…',
  uploading: (value) => `Вивантажено ${percent(value)}`,
  uploaded: 'Готово до надсилання',
  openPicture: (name) => `Відкрити ${name}`,
  download: (name) => `Завантажити ${name}`,
  downloading: 'Завантаження…',
  pictureGone: 'Це зображення вже недоступне',
  fileGone: 'Цей файл уже недоступний',
  fileBroken: 'Цей файл пошкоджено',
  fileFailed: 'Не завантажено',
  tryAgain: 'Повторити',
  agentsAway: 'Зараз нас немає',
  agentsHere: 'Ми на зв’язку',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'Зазвичай відповідаємо протягом # хвилини',
      few: 'Зазвичай відповідаємо протягом # хвилин',
      many: 'Зазвичай відповідаємо протягом # хвилин',
      other: 'Зазвичай відповідаємо протягом # хвилини',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'Зазвичай відповідаємо протягом # години',
      few: 'Зазвичай відповідаємо протягом # годин',
      many: 'Зазвичай відповідаємо протягом # годин',
      other: 'Зазвичай відповідаємо протягом # години',
    }),

  // The viewer of pictures.
  viewer: 'Зображення',
  viewerCount: (place, total) => `${number(place)} з ${number(total)}`,
  viewerPrevious: 'Попереднє зображення',
  viewerNext: 'Наступне зображення',
  viewerClose: 'Закрити',
  zoomIn: 'Збільшити',
  zoomOut: 'Зменшити',
  pictureLoading: 'Завантаження…',
  pictureFailed: 'Не вдалося завантажити зображення',

  // Emoji.
  emoji: 'Емодзі',
  emojiMatches: 'Відповідні емодзі',
  emojiReaction: 'Більше емодзі',
  emojiSearch: 'Пошук емодзі',
  emojiFound: (count) => `${number(count)} емодзі`,
  emojiNone: 'Емодзі не знайдено',
  emojiRecent: 'Нещодавні',
  emojiGroups: [
    ...['Смайлики та емоції', 'Люди та тіло', 'Тварини та природа', 'Їжа та напої'],
    ...['Подорожі та місця', 'Дозвілля', 'Предмети', 'Символи', 'Прапори'],
  ],
  emojiTone: 'Колір шкіри',
  emojiTones: ['Типовий', 'Світлий', 'Помірно світлий', 'Середній', 'Помірно темний', 'Темний'],
  emojiHint: 'Shift: вибрати кілька',

  // The search.
  searchCount: (place, total) => `${number(place)} з ${number(total)}`,
  searchNone: 'Нічого не знайдено',
  searchOlder: 'Давніший результат',
  searchNewer: 'Новіший результат',
  searching: (when) => (when ? `До ${when}…` : 'Пошук…'),
  searchedBack: (when) => (when ? `Переглянуто до ${when}` : 'Переглянуто останні повідомлення'),
  searchedAll: 'Переглянуто всі повідомлення',
  searchFailed: 'Не вдалося завантажити попередні повідомлення.',
  searchStop: 'Зупинити',
  searchFurther: 'Шукати далі',
  searchClose: 'Закрити пошук',

  // The menu of the chat, and transcripts.
  chatMenu: 'Параметри чату',
  copyConversation: 'Копіювати розмову',
  downloadText: 'Завантажити як текст',
  downloadPage: 'Завантажити як вебсторінку',
  downloadJson: 'Завантажити як JSON',
  printConversation: 'Друкувати',
  newsSound: 'Звук',
  newsDesktop: 'Сповіщення на робочому столі',
  newsDenied: 'Заблоковано в налаштуваннях браузера',
  newsUnsupported: 'Тут недоступно',
  gathering: (count) => `Завантаження попередніх повідомлень… поки що ${number(count)}`,
  stopGathering: 'Зупинити',
  gatheringStopped: 'Зупинено',
  downloadStarted: 'Завантаження розпочато',
  transcriptFailed: 'Не вийшло. Спробуйте ще раз.',
  title: 'Чат',
  transcriptRoom: 'Кімната',
  transcriptTaken: 'Збережено',
  transcriptLanguage: 'Мова',
  transcriptMessages: 'Повідомлення',
  transcriptIncomplete: 'Не вдалося завантажити попередні повідомлення.',
  transcriptOwn: (name) => `${name} (ви)`,
  transcriptReply: (name, excerpt) => `У відповідь на повідомлення: ${name}: ${excerpt}`,
  transcriptReplyGone: 'У відповідь на повідомлення, якого тут немає',
  transcriptFile: (name, type, size) => `Файл: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Перед початком чату',
  preChatName: 'Ім’я',
  preChatEmail: 'Електронна пошта',
  preChatTopic: 'Чим ми можемо допомогти?',
  preChatOptional: 'необов’язково',
  preChatStart: 'Почати чат',
  preChatStarting: 'Починаємо…',
  preChatNameMissing: 'Вкажіть своє ім’я.',
  preChatEmailMissing: 'Вкажіть свою електронну адресу.',
  preChatEmailWrong: 'Вкажіть адресу на зразок name@example.com.',
  preChatTopicMissing: 'Напишіть, про що йдеться.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'Скоротіть текст до # символу.',
      few: 'Скоротіть текст до # символів.',
      many: 'Скоротіть текст до # символів.',
      other: 'Скоротіть текст до # символу.',
    }),
  preChatCheck: 'Перевірте свої дані та спробуйте ще раз.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Відкрити чат',
  closeChat: 'Закрити чат',
  unreadMessages: (count) =>
    plural(count, {
      one: '# непрочитане',
      few: '# непрочитані',
      many: '# непрочитаних',
      other: '# непрочитаного',
    }),
  mentioned: 'вас згадали',
  pressToWrite: (key) => `Натисніть ${key}, щоб писати`,
  previewReply: 'Відповісти…',
  previewClose: 'Закрити попередній перегляд',
  previewMore: (count) =>
    plural(count, {
      one: 'і ще # повідомлення',
      few: 'і ще # повідомлення',
      many: 'і ще # повідомлень',
      other: 'і ще # повідомлення',
    }),

  // Typing, read marks and presence.
  typing: (names, more) => {
    if (more > 0 || names.length > 2) return 'Кілька людей пишуть…';
    return `${list(names)} ${names.length === 1 ? 'пише…' : 'пишуть…'}`;
  },
  seen: 'Переглянуто',
  seenBy: (count) =>
    plural(count, {
      one: 'Переглянула # особа',
      few: 'Переглянули # особи',
      many: 'Переглянули # осіб',
      other: 'Переглянули # особи',
    }),
  present: (names, more) => `На зв’язку: ${list([...names, more > 0 && others(more)])}`,

  // Notifications on the desktop.
  newsMention: (name) => `${name} згадує вас`,
  newsUnnamed: 'Нове повідомлення',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Видалити всі повідомлення: ${name}`,
  deskRemoveAllQuestion: (name) =>
    `Видалити всі повідомлення користувача ${name}? Цю дію не можна скасувати.`,
  deskRemovedAll: (name) => `Усі повідомлення користувача ${name} видалено`,
  deskMute: (name) => `Заглушити: ${name}`,
  deskBan: (name) => `Заблокувати: ${name}`,
  deskLift: 'Зняти зараз',
  // Times come in the nominative: no preposition goes with them.
  deskMuted: (time) => `Заглушено: ${time}`,
  deskBanned: (time) => `Заблоковано: ${time}`,
  deskLifted: (name) => `${name} знову може писати`,
  deskNotAllowed: 'Ви не маєте на це дозволу.',
  deskNotFound: 'Це повідомлення вже не зберігається.',
  deskFailed: 'Не вийшло. Спробуйте ще раз.',
  deskSlow: 'Повільний режим',
  deskReadOnly: 'Лише читання',
  deskOff: 'Вимкнено',
  deskAnnounce: 'Надіслати написане як оголошення',
  deskAnnounced: 'Оголошення надіслано',
  deskSlowOn: (time) => `Повільний режим: інтервал між повідомленнями — ${time}`,
  deskSlowOff: 'Повільний режим вимкнено',
  deskReadOnlyOn: 'Тепер учасники можуть лише читати',
  deskReadOnlyOff: 'Учасники знову можуть писати',
  deskPin: 'Закріпити',
  deskUnpin: 'Відкріпити',
  deskPinned: 'Закріплено',
  deskUnpinned: 'Відкріплено',
  pinnedMessages: 'Закріплені повідомлення',
  nextPinned: (place, count) =>
    `Наступне закріплене повідомлення (${number(place)} з ${number(count)})`,
  foldPinned: 'Сховати закріплені повідомлення',
  unfoldPinned: (count) =>
    plural(count, {
      one: '# закріплене повідомлення',
      few: '# закріплені повідомлення',
      many: '# закріплених повідомлень',
      other: '# закріпленого повідомлення',
    }),
  newlyPinned: (name, text) => `Закріплено: ${name}: ${text}`,
  slowHint: (time) => `Інтервал між повідомленнями: ${time}`,
  slowWait: (time) => `До наступного повідомлення: ${time}`,
  onlyModerators: 'Зараз тут можуть писати лише модератори.',
  mutedUntil: (time) => `Ви не можете писати тут до ${time}.`,
};
