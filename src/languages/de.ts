import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('de');

const tryLater = 'Der Chat ist gerade nicht erreichbar.';
const setUp =
  'Der Chat ist nicht richtig eingerichtet. Bitte informieren Sie den Betreiber der Seite.';

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Unterhaltung',
  composerLabel: 'Nachricht',
  composerPlaceholder: 'Nachricht',
  send: 'Senden',
  retry: 'Erneut versuchen',
  retryNow: 'Verbinden',
  discard: 'Verwerfen',
  loading: 'Unterhaltung wird geladen',
  gap: 'Hier fehlen möglicherweise Nachrichten.',
  empty: 'Noch keine Nachrichten. Sagen Sie Hallo!',
  unread: 'Neu',
  newMessages: (count) => plural(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  toLatest: 'Zu den neuesten Nachrichten',
  loadingEarlier: 'Frühere Nachrichten werden geladen',
  earlierFailed: 'Frühere Nachrichten konnten nicht geladen werden.',
  removed: 'Diese Nachricht wurde gelöscht.',
  reactions: 'Reaktionen',
  reactedBy: (emoji, names, own, others) => {
    const more = others > 0 && plural(others, { one: '# weitere Person', other: '# weitere' });
    const count = number(names.length + Number(own) + others);
    return `${emoji} ${count}: ${list([...names, own && 'Sie', more])}`;
  },
  addReaction: 'Reagieren',
  inReplyTo: 'Antwort auf',
  showOriginal: 'Nachricht anzeigen',
  originalGone: 'Diese Nachricht ist nicht mehr verfügbar.',
  edited: 'bearbeitet',
  changeFailed: 'Die Änderung wurde nicht gespeichert.',
  removalFailed: 'Die Nachricht konnte nicht gelöscht werden.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# Byte zu lang', other: '# Bytes zu lang' })
      : plural(count, { one: 'Noch # Byte', other: 'Noch # Bytes' }),
  charactersLeft: (count) =>
    count < 0 ? `${number(-count)} Zeichen zu lang` : `Noch ${number(count)} Zeichen`,
  mentionedYou: (name) => `${name} hat Sie erwähnt`,
  suggestions: 'Vorschläge',
  away: 'Wir sind gerade nicht da. Schreiben Sie uns, wir melden uns bei Ihnen.',
  readOnly: 'Sie können hier mitlesen, aber nicht schreiben.',
  ended: 'Diese Unterhaltung ist beendet.',
  connecting: 'Verbinden…',
  catchingUp: 'Aktualisieren…',
  reconnecting: 'Neu verbinden…',
  disconnected: 'Nicht verbunden.',
  sending: 'Wird gesendet…',
  failed: 'Nicht gesendet.',
  sent: 'Gesendet',
  delivered: 'Zugestellt',
  unknownAuthor: 'Unbekannt',
  you: 'Sie',
  search: 'Suchen',
  copyCode: 'Code kopieren',
  reported: 'Gemeldet.',
  save: 'Speichern',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'Sie haben keinen Zugang zu dieser Unterhaltung.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Gerade treten zu viele Personen bei.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Ihr Zugang zu dieser Unterhaltung ist abgelaufen.',
    'not-permitted': 'Das ist hier nicht erlaubt.',
    'cache-not-found': setUp,
    'quota-exceeded': 'Im Chat ist gerade sehr viel los.',
    'service-rejected': 'Der Chat hat das nicht angenommen.',
    'connection-lost': 'Verbindung unterbrochen.',
    'connection-slow': 'Die Verbindung ist langsam.',
    'service-unavailable': tryLater,
    'message-rejected': 'Die Moderation hat diese Nachricht nicht zugelassen.',
    'sending-too-fast': 'Sie senden zu schnell. Bitte warten Sie einen Moment.',
    'message-too-long': 'Diese Nachricht ist zu lang. Bitte kürzen Sie sie.',
    'outbox-full': 'Zu viele Nachrichten warten auf den Versand. Bitte warten Sie einen Moment.',
    'attachment-not-allowed': 'Diese Datei kann hier nicht gesendet werden.',
    'attachment-too-large': 'Diese Datei ist zu groß.',
    'attachment-broken': 'Diese Datei ist leer oder beschädigt.',
    'attachment-lost': 'Diese Datei ist nicht mehr verfügbar.',
  },

  // What visitors do with messages.
  moreActions: 'Weitere Aktionen',
  reply: 'Antworten',
  copy: 'Text kopieren',
  edit: 'Bearbeiten',
  report: 'Melden',
  remove: 'Löschen',
  removeQuestion: 'Diese Nachricht löschen?',
  keep: 'Behalten',
  replyingTo: (name) => `Antwort an ${name}`,
  editing: 'Nachricht bearbeiten',
  cancel: 'Abbrechen',
  copied: 'Kopiert',
  notCopied: 'Kopieren nicht möglich',
  people: 'Personen zum Erwähnen',
  cannedAnswers: 'Textbausteine',

  // Pictures and files.
  attach: 'Dateien anhängen',
  takePicture: 'Foto aufnehmen',
  dropFiles: 'Dateien zum Anhängen hier ablegen',
  filesToSend: 'Dateien zum Senden',
  removeFile: (name) => `${name} entfernen`,
  describe: (name) => `ALT: Alternativtext für ${name}`,
  description: 'Bild beschreiben',
  preparing: 'Wird vorbereitet…',
  uploading: (value) => `${percent(value)} hochgeladen`,
  uploaded: 'Bereit zum Senden',
  openPicture: (name) => `${name} öffnen`,
  download: (name) => `${name} herunterladen`,
  downloading: 'Wird heruntergeladen…',
  pictureGone: 'Dieses Bild ist nicht mehr verfügbar',
  fileGone: 'Diese Datei ist nicht mehr verfügbar',
  fileBroken: 'Diese Datei ist beschädigt',
  fileFailed: 'Nicht geladen',
  tryAgain: 'Erneut versuchen',
  agentsAway: 'Wir sind gerade nicht da',
  agentsHere: 'Wir sind da',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'Wir antworten meist innerhalb einer Minute',
      other: 'Wir antworten meist innerhalb von # Minuten',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'Wir antworten meist innerhalb einer Stunde',
      other: 'Wir antworten meist innerhalb von # Stunden',
    }),

  // The viewer of pictures.
  viewer: 'Bilder',
  viewerCount: (place, total) => `${number(place)} von ${number(total)}`,
  viewerPrevious: 'Vorheriges Bild',
  viewerNext: 'Nächstes Bild',
  viewerClose: 'Schließen',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  pictureLoading: 'Wird geladen…',
  pictureFailed: 'Das Bild konnte nicht geladen werden',

  // Emoji.
  emoji: 'Emoji',
  emojiMatches: 'Passende Emojis',
  emojiReaction: 'Weitere Emojis',
  emojiSearch: 'Emojis suchen',
  emojiFound: (count) => plural(count, { one: '# Emoji', other: '# Emojis' }),
  emojiNone: 'Keine Emojis gefunden',
  emojiRecent: 'Zuletzt verwendet',
  emojiGroups: [
    ...['Smileys & Gefühle', 'Menschen & Körper', 'Tiere & Natur', 'Essen & Trinken'],
    ...['Reisen & Orte', 'Aktivitäten', 'Gegenstände', 'Symbole', 'Flaggen'],
  ],
  emojiTone: 'Hautfarbe',
  emojiTones: ['Standard', 'Hell', 'Mittelhell', 'Mittel', 'Mitteldunkel', 'Dunkel'],
  emojiHint: 'Shift: mehrere',

  // The search.
  searchCount: (place, total) => `${number(place)} von ${number(total)}`,
  searchNone: 'Keine Treffer',
  searchOlder: 'Älterer Treffer',
  searchNewer: 'Neuerer Treffer',
  searching: (when) => (when ? `Zurück bis ${when}…` : 'Suche läuft…'),
  searchedBack: (when) => (when ? `Durchsucht bis ${when}` : 'Neueste Nachrichten durchsucht'),
  searchedAll: 'Alle Nachrichten durchsucht',
  searchFailed: 'Frühere Nachrichten konnten nicht geladen werden.',
  searchStop: 'Anhalten',
  searchFurther: 'Weitersuchen',
  searchClose: 'Suche schließen',

  // The menu of the chat, and transcripts.
  chatMenu: 'Chat-Optionen',
  copyConversation: 'Unterhaltung kopieren',
  downloadText: 'Als Text herunterladen',
  downloadPage: 'Als Webseite herunterladen',
  downloadJson: 'Als JSON herunterladen',
  printConversation: 'Drucken',
  newsSound: 'Ton',
  newsDesktop: 'Desktop-Benachrichtigungen',
  newsDenied: 'In den Browsereinstellungen blockiert',
  newsUnsupported: 'Hier nicht verfügbar',
  gathering: (count) => `Frühere Nachrichten werden geladen… bisher ${number(count)}`,
  stopGathering: 'Anhalten',
  gatheringStopped: 'Angehalten',
  downloadStarted: 'Download gestartet',
  transcriptFailed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  title: 'Chat',
  transcriptRoom: 'Raum',
  transcriptTaken: 'Gespeichert',
  transcriptLanguage: 'Sprache',
  transcriptMessages: 'Nachrichten',
  transcriptIncomplete: 'Frühere Nachrichten konnten nicht geladen werden.',
  transcriptOwn: (name) => `${name} (Sie)`,
  transcriptReply: (name, excerpt) => `Antwort auf ${name}: ${excerpt}`,
  transcriptReplyGone: 'Antwort auf eine Nachricht, die hier fehlt',
  transcriptFile: (name, type, size) => `Datei: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Vor dem Chat',
  preChatName: 'Name',
  preChatEmail: 'E-Mail',
  preChatTopic: 'Wie können wir helfen?',
  preChatOptional: 'optional',
  preChatStart: 'Chat starten',
  preChatStarting: 'Wird gestartet…',
  preChatNameMissing: 'Bitte geben Sie Ihren Namen ein.',
  preChatEmailMissing: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
  preChatEmailWrong: 'Bitte geben Sie eine Adresse wie name@example.com ein.',
  preChatTopicMissing: 'Bitte schreiben Sie, worum es geht.',
  preChatTooLong: (max) => `Bitte kürzen Sie das auf ${number(max)} Zeichen.`,
  preChatCheck: 'Bitte prüfen Sie Ihre Angaben und versuchen Sie es noch einmal.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Chat öffnen',
  closeChat: 'Chat schließen',
  unreadMessages: (count) => `${number(count)} ungelesen`,
  mentioned: 'Sie wurden erwähnt',
  pressToWrite: (key) => `${key} drücken, um zu schreiben`,
  previewReply: 'Antworten…',
  previewClose: 'Vorschau schließen',
  previewMore: (count) =>
    plural(count, { one: 'und # weitere Nachricht', other: 'und # weitere Nachrichten' }),

  // Typing, read marks and presence.
  typing: (names, others) => {
    if (others > 0 || names.length > 2) return 'Mehrere Personen schreiben…';
    return `${list(names)} ${plural(names.length, { one: 'schreibt…', other: 'schreiben…' })}`;
  },
  seen: 'Gesehen',
  seenBy: (count) => `Von ${number(count)} gesehen`,
  present: (names, others) => {
    const more = others > 0 && plural(others, { one: '# weitere Person', other: '# weitere' });
    return `Anwesend: ${list([...names, more])}`;
  },

  // Notifications on the desktop.
  newsMention: (name) => `${name} hat Sie erwähnt`,
  newsUnnamed: 'Neue Nachricht',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Alle Nachrichten von ${name} löschen`,
  deskRemoveAllQuestion: (name) =>
    `Alle Nachrichten von ${name} löschen? Das lässt sich nicht rückgängig machen.`,
  deskRemovedAll: (name) => `Alle Nachrichten von ${name} wurden gelöscht`,
  deskMute: (name) => `${name} stummschalten`,
  deskBan: (name) => `${name} sperren`,
  deskLift: 'Jetzt aufheben',
  deskMuted: (time) => `Für ${time} stummgeschaltet`,
  deskBanned: (time) => `Für ${time} gesperrt`,
  deskLifted: (name) => `${name} darf wieder schreiben`,
  deskNotAllowed: 'Dazu sind Sie nicht berechtigt.',
  deskNotFound: 'Diese Nachricht ist nicht mehr gespeichert.',
  deskFailed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  deskSlow: 'Langsamer Modus',
  deskReadOnly: 'Nur lesen',
  deskOff: 'Aus',
  deskAnnounce: 'Geschriebenes als Ankündigung senden',
  deskAnnounced: 'Ankündigung gesendet',
  deskSlowOn: (time) => `Langsamer Modus: eine Nachricht je ${time}`,
  deskSlowOff: 'Der langsame Modus ist aus',
  deskReadOnlyOn: 'Mitglieder können jetzt nur noch mitlesen',
  deskReadOnlyOff: 'Mitglieder können wieder schreiben',
  deskPin: 'Anpinnen',
  deskUnpin: 'Loslösen',
  deskPinned: 'Angepinnt',
  deskUnpinned: 'Nicht mehr angepinnt',
  pinnedMessages: 'Angepinnte Nachrichten',
  nextPinned: (place, count) =>
    `Nächste angepinnte Nachricht (${number(place)} von ${number(count)})`,
  foldPinned: 'Angepinnte Nachrichten ausblenden',
  unfoldPinned: (count) =>
    plural(count, { one: '# angepinnte Nachricht', other: '# angepinnte Nachrichten' }),
  newlyPinned: (name, text) => `Angepinnt: ${name}: ${text}`,
  slowHint: (time) => `Eine Nachricht je ${time}`,
  slowWait: (time) => `Sie können in ${time} wieder senden.`,
  onlyModerators: 'Hier kann gerade nur die Moderation schreiben.',
  mutedUntil: (time) => `Sie können hier bis ${time} nicht schreiben.`,
};
