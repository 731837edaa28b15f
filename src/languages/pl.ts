import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('pl');

const tryLater = 'Czat jest w tej chwili niedostępny.';
const setUp = 'Czat jest nieprawidłowo skonfigurowany. Powiadom właściciela strony.';

const others = (count: number): string =>
  plural(count, {
    one: '# inna osoba',
    few: '# inne osoby',
    many: '# innych osób',
    other: '# innej osoby',
  });

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Rozmowa',
  composerLabel: 'Wiadomość',
  composerPlaceholder: 'Napisz wiadomość',
  send: 'Wyślij',
  retry: 'Spróbuj ponownie',
  retryNow: 'Spróbuj teraz',
  discard: 'Odrzuć',
  loading: 'Wczytywanie rozmowy',
  gap: 'Może tu brakować wiadomości.',
  empty: 'Nie ma jeszcze wiadomości. Przywitaj się!',
  unread: 'Nowe',
  newMessages: (count) =>
    plural(count, {
      one: '# nowa wiadomość',
      few: '# nowe wiadomości',
      many: '# nowych wiadomości',
      other: '# nowej wiadomości',
    }),
  toLatest: 'Najnowsze wiadomości',
  loadingEarlier: 'Wczytywanie wcześniejszych wiadomości',
  earlierFailed: 'Nie udało się wczytać wcześniejszych wiadomości.',
  removed: 'Ta wiadomość została usunięta.',
  reactions: 'Reakcje',
  reactedBy: (emoji, names, own, more) => {
    const count = number(names.length + Number(own) + more);
    return `${emoji} ${count}: ${list([...names, own && 'Ty', more > 0 && others(more)])}`;
  },
  addReaction: 'Dodaj reakcję',
  inReplyTo: 'W odpowiedzi na wiadomość:',
  showOriginal: 'Pokaż wiadomość',
  originalGone: 'Ta wiadomość nie jest już dostępna.',
  edited: 'edytowano',
  changeFailed: 'Zmiana nie została zapisana.',
  removalFailed: 'Nie udało się usunąć wiadomości.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, {
          one: '# bajt za dużo',
          few: '# bajty za dużo',
          many: '# bajtów za dużo',
          other: '# bajta za dużo',
        })
      : plural(count, {
          one: 'Pozostał # bajt',
          few: 'Pozostały # bajty',
          many: 'Pozostało # bajtów',
          other: 'Pozostało # bajta',
        }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, {
          one: '# znak za dużo',
          few: '# znaki za dużo',
          many: '# znaków za dużo',
          other: '# znaku za dużo',
        })
      : plural(count, {
          one: 'Pozostał # znak',
          few: 'Pozostały # znaki',
          many: 'Pozostało # znaków',
          other: 'Pozostało # znaku',
        }),
  mentionedYou: (name) => `${name} wspomina o Tobie`,
  suggestions: 'Propozycje',
  away: 'Teraz nas nie ma. Zostaw wiadomość, a odpowiemy.',
  readOnly: 'Możesz czytać tę rozmowę, ale nie możesz w niej pisać.',
  ended: 'Ta rozmowa została zakończona.',
  connecting: 'Łączenie…',
  catchingUp: 'Aktualizowanie…',
  reconnecting: 'Ponowne łączenie…',
  disconnected: 'Brak połączenia.',
  sending: 'Wysyłanie…',
  failed: 'Nie wysłano.',
  sent: 'Wysłano',
  delivered: 'Dostarczono',
  unknownAuthor: 'Nieznany nadawca',
  you: 'Ty',
  search: 'Szukaj',
  copyCode: 'Kopiuj kod',
  reported: 'Zgłoszono.',
  save: 'Zapisz',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'Nie masz dostępu do tej rozmowy.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Zbyt wiele osób dołącza jednocześnie.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Twój dostęp do tej rozmowy wygasł.',
    'not-permitted': 'Nie można tego tutaj zrobić.',
    'cache-not-found': setUp,
    'quota-exceeded': 'Na czacie panuje teraz duży ruch.',
    'service-rejected': 'Czat tego nie przyjął.',
    'connection-lost': 'Utracono połączenie.',
    'connection-slow': 'Połączenie jest wolne.',
    'service-unavailable': tryLater,
    'message-rejected': 'Moderacja nie dopuściła tej wiadomości.',
    'sending-too-fast': 'Wysyłasz wiadomości zbyt szybko. Poczekaj chwilę.',
    'message-too-long': 'Ta wiadomość jest za długa. Skróć ją.',
    'outbox-full': 'Zbyt wiele wiadomości czeka na wysłanie. Poczekaj chwilę.',
    'attachment-not-allowed': 'Tego pliku nie można tutaj wysłać.',
    'attachment-too-large': 'Ten plik jest za duży.',
    'attachment-broken': 'Ten plik jest pusty lub uszkodzony.',
    'attachment-lost': 'Ten plik nie jest już dostępny.',
  },

  // What visitors do with messages.
  moreActions: 'Więcej czynności',
  reply: 'Odpowiedz',
  copy: 'Kopiuj tekst',
  edit: 'Edytuj',
  report: 'Zgłoś',
  remove: 'Usuń',
  removeQuestion: 'Usunąć tę wiadomość?',
  keep: 'Zachowaj',
  replyingTo: (name) => `Odpowiedź do: ${name}`,
  editing: 'Edytowanie wiadomości',
  cancel: 'Anuluj',
  copied: 'Skopiowano',
  notCopied: 'Nie udało się skopiować',
  people: 'Osoby, o których można wspomnieć',
  cannedAnswers: 'Gotowe odpowiedzi',

  // Pictures and files.
  attach: 'Załącz pliki',
  takePicture: 'Zrób zdjęcie',
  dropFiles: 'Upuść pliki, aby je załączyć',
  filesToSend: 'Pliki do wysłania',
  removeFile: (name) => `Usuń plik ${name}`,
  describe: (name) => `ALT: Tekst alternatywny pliku ${name}`,
  description: 'Opisz obraz',
  preparing: 'Przygotowywanie…',
  uploading: (value) => `Przesłano ${percent(value)}`,
  uploaded: 'Gotowe do wysłania',
  openPicture: (name) => `Otwórz ${name}`,
  download: (name) => `Pobierz ${name}`,
  downloading: 'Pobieranie…',
  pictureGone: 'Ten obraz nie jest już dostępny',
  fileGone: 'Ten plik nie jest już dostępny',
  fileBroken: 'Ten plik jest uszkodzony',
  fileFailed: 'Nie wczytano',
  tryAgain: 'Spróbuj ponownie',
  agentsAway: 'Teraz nas nie ma',
  agentsHere: 'Jesteśmy tutaj',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'Zwykle odpowiadamy w ciągu minuty',
      few: 'Zwykle odpowiadamy w ciągu # minut',
      many: 'Zwykle odpowiadamy w ciągu # minut',
      other: 'Zwykle odpowiadamy w ciągu # minuty',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'Zwykle odpowiadamy w ciągu godziny',
      few: 'Zwykle odpowiadamy w ciągu # godzin',
      many: 'Zwykle odpowiadamy w ciągu # godzin',
      other: 'Zwykle odpowiadamy w ciągu # godziny',
    }),

  // The viewer of pictures.
  viewer: 'Obrazy',
  viewerCount: (place, total) => `${number(place)} z ${number(total)}`,
  viewerPrevious: 'Poprzedni obraz',
  viewerNext: 'Następny obraz',
  viewerClose: 'Zamknij',
  zoomIn: 'Powiększ',
  zoomOut: 'Pomniejsz',
  pictureLoading: 'Wczytywanie…',
  pictureFailed: 'Nie udało się wczytać obrazu',

  // Emoji.
  emoji: 'Emoji',
  emojiMatches: 'Pasujące emoji',
  emojiReaction: 'Więcej emoji',
  emojiSearch: 'Szukaj emoji',
  emojiFound: (count) => `${number(count)} emoji`,
  emojiNone: 'Nie znaleziono emoji',
  emojiRecent: 'Ostatnio używane',
  emojiGroups: [
    ...['Buźki i emocje', 'Ludzie i ciało', 'Zwierzęta i przyroda', 'Jedzenie i picie'],
    ...['Podróże i miejsca', 'Aktywności', 'Przedmioty', 'Symbole', 'Flagi'],
  ],
  emojiTone: 'Odcień skóry',
  emojiTones: ['Domyślny', 'Jasny', 'Średnio jasny', 'Średni', 'Średnio ciemny', 'Ciemny'],
  emojiHint: 'Shift: wybierz kilka',

  // The search.
  searchCount: (place, total) => `${number(place)} z ${number(total)}`,
  searchNone: 'Brak wyników',
  searchOlder: 'Starszy wynik',
  searchNewer: 'Nowszy wynik',
  searching: (when) => (when ? `Do ${when}…` : 'Szukanie…'),
  searchedBack: (when) => (when ? `Przeszukano do ${when}` : 'Przeszukano najnowsze wiadomości'),
  searchedAll: 'Przeszukano wszystkie wiadomości',
  searchFailed: 'Nie udało się wczytać wcześniejszych wiadomości.',
  searchStop: 'Zatrzymaj',
  searchFurther: 'Szukaj dalej',
  searchClose: 'Zamknij wyszukiwanie',

  // The menu of the chat, and transcripts.
  chatMenu: 'Opcje czatu',
  copyConversation: 'Kopiuj rozmowę',
  downloadText: 'Pobierz jako tekst',
  downloadPage: 'Pobierz jako stronę internetową',
  downloadJson: 'Pobierz jako JSON',
  printConversation: 'Drukuj',
  newsSound: 'Dźwięk',
  newsDesktop: 'Powiadomienia na pulpicie',
  newsDenied: 'Zablokowane w ustawieniach przeglądarki',
  newsUnsupported: 'Tutaj niedostępne',
  gathering: (count) => `Wczytywanie wcześniejszych wiadomości… na razie ${number(count)}`,
  stopGathering: 'Zatrzymaj',
  gatheringStopped: 'Zatrzymano',
  downloadStarted: 'Rozpoczęto pobieranie',
  transcriptFailed: 'Nie udało się. Spróbuj ponownie.',
  title: 'Czat',
  transcriptRoom: 'Pokój',
  transcriptTaken: 'Zapisano',
  transcriptLanguage: 'Język',
  transcriptMessages: 'Wiadomości',
  transcriptIncomplete: 'Nie udało się wczytać wcześniejszych wiadomości.',
  transcriptOwn: (name) => `${name} (Ty)`,
  transcriptReply: (name, excerpt) => `W odpowiedzi na wiadomość: ${name}: ${excerpt}`,
  transcriptReplyGone: 'W odpowiedzi na wiadomość, której tu nie ma',
  transcriptFile: (name, type, size) => `Plik: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Przed rozmową',
  preChatName: 'Imię',
  preChatEmail: 'E-mail',
  preChatTopic: 'Jak możemy pomóc?',
  preChatOptional: 'opcjonalnie',
  preChatStart: 'Rozpocznij czat',
  preChatStarting: 'Rozpoczynanie…',
  preChatNameMissing: 'Podaj swoje imię.',
  preChatEmailMissing: 'Podaj swój adres e-mail.',
  preChatEmailWrong: 'Podaj adres w postaci name@example.com.',
  preChatTopicMissing: 'Napisz, czego dotyczy sprawa.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'Skróć tekst do # znaku.',
      few: 'Skróć tekst do # znaków.',
      many: 'Skróć tekst do # znaków.',
      other: 'Skróć tekst do # znaku.',
    }),
  preChatCheck: 'Sprawdź dane i spróbuj ponownie.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Otwórz czat',
  closeChat: 'Zamknij czat',
  unreadMessages: (count) =>
    plural(count, {
      one: '# nieprzeczytana',
      few: '# nieprzeczytane',
      many: '# nieprzeczytanych',
      other: '# nieprzeczytanej',
    }),
  mentioned: 'wspomniano o Tobie',
  pressToWrite: (key) => `Naciśnij ${key}, aby pisać`,
  previewReply: 'Odpowiedz…',
  previewClose: 'Zamknij podgląd',
  previewMore: (count) =>
    plural(count, {
      one: 'i jeszcze # wiadomość',
      few: 'i jeszcze # wiadomości',
      many: 'i jeszcze # wiadomości',
      other: 'i jeszcze # wiadomości',
    }),

  // Typing, read marks and presence.
  typing: (names, more) => {
    if (more > 0 || names.length > 2) return 'Kilka osób pisze…';
    return `${list(names)} ${names.length === 1 ? 'pisze…' : 'piszą…'}`;
  },
  seen: 'Wyświetlono',
  seenBy: (count) =>
    plural(count, {
      one: 'Wyświetlone przez # osobę',
      few: 'Wyświetlone przez # osoby',
      many: 'Wyświetlone przez # osób',
      other: 'Wyświetlone przez # osoby',
    }),
  present: (names, more) => `Obecni: ${list([...names, more > 0 && others(more)])}`,

  // Notifications on the desktop.
  newsMention: (name) => `${name} wspomina o Tobie`,
  newsUnnamed: 'Nowa wiadomość',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Usuń wszystkie wiadomości: ${name}`,
  deskRemoveAllQuestion: (name) =>
    `Usunąć wszystkie wiadomości użytkownika ${name}? Tej operacji nie można cofnąć.`,
  deskRemovedAll: (name) => `Usunięto wszystkie wiadomości użytkownika ${name}`,
  deskMute: (name) => `Wycisz: ${name}`,
  deskBan: (name) => `Zbanuj: ${name}`,
  deskLift: 'Zakończ teraz',
  // Times come in the nominative: no preposition goes with them.
  deskMuted: (time) => `Wyciszenie: ${time}`,
  deskBanned: (time) => `Ban: ${time}`,
  deskLifted: (name) => `${name} może znowu pisać`,
  deskNotAllowed: 'Nie masz do tego uprawnień.',
  deskNotFound: 'Ta wiadomość nie jest już przechowywana.',
  deskFailed: 'Nie udało się. Spróbuj ponownie.',
  deskSlow: 'Tryb powolny',
  deskReadOnly: 'Tylko do odczytu',
  deskOff: 'Wyłączony',
  deskAnnounce: 'Wyślij wpisany tekst jako ogłoszenie',
  deskAnnounced: 'Wysłano ogłoszenie',
  deskSlowOn: (time) => `Tryb powolny – odstęp między wiadomościami: ${time}`,
  deskSlowOff: 'Tryb powolny jest wyłączony',
  deskReadOnlyOn: 'Członkowie mogą teraz tylko czytać',
  deskReadOnlyOff: 'Członkowie mogą znowu pisać',
  deskPin: 'Przypnij',
  deskUnpin: 'Odepnij',
  deskPinned: 'Przypięto',
  deskUnpinned: 'Odpięto',
  pinnedMessages: 'Przypięte wiadomości',
  nextPinned: (place, count) =>
    `Następna przypięta wiadomość (${number(place)} z ${number(count)})`,
  foldPinned: 'Ukryj przypięte wiadomości',
  unfoldPinned: (count) =>
    plural(count, {
      one: '# przypięta wiadomość',
      few: '# przypięte wiadomości',
      many: '# przypiętych wiadomości',
      other: '# przypiętej wiadomości',
    }),
  newlyPinned: (name, text) => `Przypięto: ${name}: ${text}`,
  slowHint: (time) => `Odstęp między wiadomościami: ${time}`,
  slowWait: (time) => `Do następnej wiadomości: ${time}`,
  onlyModerators: 'Teraz mogą tu pisać tylko moderatorzy.',
  mutedUntil: (time) => `Nie możesz tu pisać do ${time}.`,
};
