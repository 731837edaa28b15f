import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('nl');

const tryLater = 'De chat is op dit moment niet bereikbaar.';
const setUp = 'De chat is niet goed ingesteld. Laat het de beheerder van de site weten.';

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Gesprek',
  composerLabel: 'Bericht',
  composerPlaceholder: 'Typ een bericht',
  send: 'Versturen',
  retry: 'Opnieuw proberen',
  retryNow: 'Nu proberen',
  discard: 'Verwijderen',
  loading: 'Gesprek laden',
  gap: 'Hier ontbreken misschien berichten.',
  empty: 'Nog geen berichten. Zeg hallo!',
  unread: 'Nieuw',
  newMessages: (count) => plural(count, { one: '# nieuw bericht', other: '# nieuwe berichten' }),
  toLatest: 'Nieuwste berichten',
  loadingEarlier: 'Eerdere berichten laden',
  earlierFailed: 'Eerdere berichten konden niet worden geladen.',
  removed: 'Dit bericht is verwijderd.',
  reactions: 'Reacties',
  reactedBy: (emoji, names, own, others) => {
    const more = others > 0 && plural(others, { one: '# ander', other: '# anderen' });
    const count = number(names.length + Number(own) + others);
    return `${emoji} ${count}: ${list([...names, own && 'jij', more])}`;
  },
  addReaction: 'Reactie toevoegen',
  inReplyTo: 'Antwoord op',
  showOriginal: 'Bericht tonen',
  originalGone: 'Dat bericht is niet meer beschikbaar.',
  edited: 'bewerkt',
  changeFailed: 'De wijziging is niet opgeslagen.',
  removalFailed: 'Het bericht kon niet worden verwijderd.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# byte te lang', other: '# bytes te lang' })
      : plural(count, { one: 'Nog # byte', other: 'Nog # bytes' }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# teken te lang', other: '# tekens te lang' })
      : plural(count, { one: 'Nog # teken', other: 'Nog # tekens' }),
  mentionedYou: (name) => `${name} heeft je genoemd`,
  suggestions: 'Suggesties',
  away: 'We zijn er nu niet. Laat een bericht achter, dan antwoorden we je.',
  readOnly: 'Je kunt dit gesprek lezen, maar er niet in schrijven.',
  ended: 'Dit gesprek is beëindigd.',
  connecting: 'Verbinden…',
  catchingUp: 'Bijwerken…',
  reconnecting: 'Opnieuw verbinden…',
  disconnected: 'Niet verbonden.',
  sending: 'Versturen…',
  failed: 'Niet verstuurd.',
  sent: 'Verstuurd',
  delivered: 'Afgeleverd',
  unknownAuthor: 'Onbekend',
  you: 'Jij',
  search: 'Zoeken',
  copyCode: 'Code kopiëren',
  reported: 'Gemeld.',
  save: 'Opslaan',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'Je hebt geen toegang tot dit gesprek.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Er komen nu te veel mensen tegelijk binnen.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Je toegang tot dit gesprek is verlopen.',
    'not-permitted': 'Dat mag hier niet.',
    'cache-not-found': setUp,
    'quota-exceeded': 'Het is nu erg druk in de chat.',
    'service-rejected': 'De chat heeft dit niet geaccepteerd.',
    'connection-lost': 'Verbinding verbroken.',
    'connection-slow': 'De verbinding is traag.',
    'service-unavailable': tryLater,
    'message-rejected': 'Een moderator heeft dit bericht niet toegelaten.',
    'sending-too-fast': 'Je verstuurt te snel berichten. Wacht even.',
    'message-too-long': 'Dit bericht is te lang. Maak het korter.',
    'outbox-full': 'Er wachten te veel berichten op verzending. Wacht even.',
    'attachment-not-allowed': 'Dit bestand kan hier niet worden verstuurd.',
    'attachment-too-large': 'Dit bestand is te groot.',
    'attachment-broken': 'Dit bestand is leeg of beschadigd.',
    'attachment-lost': 'Dit bestand is niet meer beschikbaar.',
  },

  // What visitors do with messages.
  moreActions: 'Meer acties',
  reply: 'Beantwoorden',
  copy: 'Tekst kopiëren',
  edit: 'Bewerken',
  report: 'Melden',
  remove: 'Verwijderen',
  removeQuestion: 'Dit bericht verwijderen?',
  keep: 'Behouden',
  replyingTo: (name) => `Antwoord aan ${name}`,
  editing: 'Bericht bewerken',
  cancel: 'Annuleren',
  copied: 'Gekopieerd',
  notCopied: 'Kopiëren is niet gelukt',
  people: 'Personen om te noemen',
  cannedAnswers: 'Standaardantwoorden',

  // Pictures and files.
  attach: 'Bestanden toevoegen',
  takePicture: 'Foto maken',
  dropFiles: 'Zet bestanden hier neer om ze toe te voegen',
  filesToSend: 'Bestanden om te versturen',
  removeFile: (name) => `${name} verwijderen`,
  describe: (name) => `ALT: Alternatieve tekst van ${name}`,
  description: 'Beschrijf de afbeelding',
  preparing: 'Voorbereiden…',
  uploading: (value) => `${percent(value)} geüpload`,
  uploaded: 'Klaar om te versturen',
  openPicture: (name) => `${name} openen`,
  download: (name) => `${name} downloaden`,
  downloading: 'Downloaden…',
  pictureGone: 'Deze afbeelding is niet meer beschikbaar',
  fileGone: 'Dit bestand is niet meer beschikbaar',
  fileBroken: 'Dit bestand is beschadigd',
  fileFailed: 'Niet geladen',
  tryAgain: 'Opnieuw proberen',
  agentsAway: 'We zijn er nu niet',
  agentsHere: 'We zijn er',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'We antwoorden meestal binnen een minuut',
      other: 'We antwoorden meestal binnen # minuten',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'We antwoorden meestal binnen een uur',
      other: 'We antwoorden meestal binnen # uur',
    }),

  // The viewer of pictures.
  viewer: 'Afbeeldingen',
  viewerCount: (place, total) => `${number(place)} van ${number(total)}`,
  viewerPrevious: 'Vorige afbeelding',
  viewerNext: 'Volgende afbeelding',
  viewerClose: 'Sluiten',
  zoomIn: 'Inzoomen',
  zoomOut: 'Uitzoomen',
  pictureLoading: 'Laden…',
  pictureFailed: 'De afbeelding kon niet worden geladen',

  // Emoji.
  emoji: 'Emoji',
  emojiMatches: 'Passende emoji’s',
  emojiReaction: 'Meer emoji’s',
  emojiSearch: 'Emoji’s zoeken',
  emojiFound: (count) => plural(count, { one: '# emoji', other: '# emoji’s' }),
  emojiNone: 'Geen emoji’s gevonden',
  emojiRecent: 'Onlangs gebruikt',
  emojiGroups: [
    ...['Smileys en emoties', 'Mensen en lichaam', 'Dieren en natuur', 'Eten en drinken'],
    ...['Reizen en plaatsen', 'Activiteiten', 'Objecten', 'Symbolen', 'Vlaggen'],
  ],
  emojiTone: 'Huidskleur',
  emojiTones: ['Standaard', 'Licht', 'Middellicht', 'Middel', 'Middeldonker', 'Donker'],
  emojiHint: 'Shift: meerdere',

  // The search.
  searchCount: (place, total) => `${number(place)} van ${number(total)}`,
  searchNone: 'Geen resultaten',
  searchOlder: 'Ouder resultaat',
  searchNewer: 'Nieuwer resultaat',
  searching: (when) => (when ? `Terug tot ${when}…` : 'Zoeken…'),
  searchedBack: (when) => (when ? `Gezocht tot ${when}` : 'Nieuwste berichten doorzocht'),
  searchedAll: 'Alle berichten doorzocht',
  searchFailed: 'Eerdere berichten konden niet worden geladen.',
  searchStop: 'Stoppen',
  searchFurther: 'Verder zoeken',
  searchClose: 'Zoeken sluiten',

  // The menu of the chat, and transcripts.
  chatMenu: 'Chatopties',
  copyConversation: 'Gesprek kopiëren',
  downloadText: 'Downloaden als tekst',
  downloadPage: 'Downloaden als webpagina',
  downloadJson: 'Downloaden als JSON',
  printConversation: 'Afdrukken',
  newsSound: 'Geluid',
  newsDesktop: 'Bureaubladmeldingen',
  newsDenied: 'Geblokkeerd in de browserinstellingen',
  newsUnsupported: 'Hier niet beschikbaar',
  gathering: (count) => `Eerdere berichten laden… ${number(count)} tot nu toe`,
  stopGathering: 'Stoppen',
  gatheringStopped: 'Gestopt',
  downloadStarted: 'Download gestart',
  transcriptFailed: 'Dat is niet gelukt. Probeer het opnieuw.',
  title: 'Chat',
  transcriptRoom: 'Ruimte',
  transcriptTaken: 'Opgeslagen',
  transcriptLanguage: 'Taal',
  transcriptMessages: 'Berichten',
  transcriptIncomplete: 'Eerdere berichten konden niet worden geladen.',
  transcriptOwn: (name) => `${name} (jij)`,
  transcriptReply: (name, excerpt) => `Antwoord op ${name}: ${excerpt}`,
  transcriptReplyGone: 'Antwoord op een bericht dat hier niet staat',
  transcriptFile: (name, type, size) => `Bestand: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Voor de chat',
  preChatName: 'Naam',
  preChatEmail: 'E-mail',
  preChatTopic: 'Hoe kunnen we je helpen?',
  preChatOptional: 'optioneel',
  preChatStart: 'Chat starten',
  preChatStarting: 'Starten…',
  preChatNameMissing: 'Vul je naam in.',
  preChatEmailMissing: 'Vul je e-mailadres in.',
  preChatEmailWrong: 'Vul een adres in zoals name@example.com.',
  preChatTopicMissing: 'Vul in waar het over gaat.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'Maak dit hooguit # teken lang.',
      other: 'Maak dit hooguit # tekens lang.',
    }),
  preChatCheck: 'Controleer je gegevens en probeer het opnieuw.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Chat openen',
  closeChat: 'Chat sluiten',
  unreadMessages: (count) => `${number(count)} ongelezen`,
  mentioned: 'je bent genoemd',
  pressToWrite: (key) => `Druk op ${key} om te typen`,
  previewReply: 'Antwoorden…',
  previewClose: 'Voorbeeld sluiten',
  previewMore: (count) => plural(count, { one: 'en nog # bericht', other: 'en nog # berichten' }),

  // Typing, read marks and presence.
  typing: (names, others) => {
    if (others > 0 || names.length > 2) return 'Meerdere mensen zijn aan het typen…';
    const verb = plural(names.length, { one: 'is aan het typen…', other: 'zijn aan het typen…' });
    return `${list(names)} ${verb}`;
  },
  seen: 'Gezien',
  seenBy: (count) => `Gezien door ${number(count)}`,
  present: (names, others) => {
    const more = others > 0 && plural(others, { one: '# ander', other: '# anderen' });
    return `Aanwezig: ${list([...names, more])}`;
  },

  // Notifications on the desktop.
  newsMention: (name) => `${name} heeft je genoemd`,
  newsUnnamed: 'Nieuw bericht',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Alle berichten van ${name} verwijderen`,
  deskRemoveAllQuestion: (name) =>
    `Alle berichten van ${name} verwijderen? Dit kan niet ongedaan worden gemaakt.`,
  deskRemovedAll: (name) => `Alle berichten van ${name} zijn verwijderd`,
  deskMute: (name) => `${name} dempen`,
  deskBan: (name) => `${name} verbannen`,
  deskLift: 'Nu opheffen',
  deskMuted: (time) => `Gedempt voor ${time}`,
  deskBanned: (time) => `Verbannen voor ${time}`,
  deskLifted: (name) => `${name} mag weer schrijven`,
  deskNotAllowed: 'Dit mag je niet doen.',
  deskNotFound: 'Dit bericht is niet meer opgeslagen.',
  deskFailed: 'Dat is niet gelukt. Probeer het opnieuw.',
  deskSlow: 'Langzame modus',
  deskReadOnly: 'Alleen lezen',
  deskOff: 'Uit',
  deskAnnounce: 'Getypte tekst als aankondiging versturen',
  deskAnnounced: 'Aankondiging verstuurd',
  deskSlowOn: (time) => `Langzame modus: één bericht per ${time}`,
  deskSlowOff: 'De langzame modus staat uit',
  deskReadOnlyOn: 'Leden kunnen nu alleen lezen',
  deskReadOnlyOff: 'Leden kunnen weer schrijven',
  deskPin: 'Vastzetten',
  deskUnpin: 'Losmaken',
  deskPinned: 'Vastgezet',
  deskUnpinned: 'Niet meer vastgezet',
  pinnedMessages: 'Vastgezette berichten',
  nextPinned: (place, count) =>
    `Volgende vastgezette bericht (${number(place)} van ${number(count)})`,
  foldPinned: 'Vastgezette berichten verbergen',
  unfoldPinned: (count) =>
    plural(count, { one: '# vastgezet bericht', other: '# vastgezette berichten' }),
  newlyPinned: (name, text) => `Vastgezet: ${name}: ${text}`,
  slowHint: (time) => `Eén bericht per ${time}`,
  slowWait: (time) => `Je kunt over ${time} weer versturen.`,
  onlyModerators: 'Alleen moderators kunnen hier nu schrijven.',
  mutedUntil: (time) => `Je kunt hier tot ${time} niet schrijven.`,
};
