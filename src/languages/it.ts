import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('it');

const tryLater = 'Al momento la chat non è raggiungibile.';
const setUp = 'La chat non è configurata correttamente. Avvisa il gestore del sito.';

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Conversazione',
  composerLabel: 'Messaggio',
  composerPlaceholder: 'Messaggio',
  send: 'Invia',
  retry: 'Riprova',
  retryNow: 'Riprova ora',
  discard: 'Scarta',
  loading: 'Caricamento della conversazione',
  gap: 'Qui potrebbero mancare dei messaggi.',
  empty: 'Ancora nessun messaggio. Saluta per primo!',
  unread: 'Nuovi',
  newMessages: (count) => plural(count, { one: '# nuovo messaggio', other: '# nuovi messaggi' }),
  toLatest: 'Ultimi messaggi',
  loadingEarlier: 'Caricamento dei messaggi precedenti',
  earlierFailed: 'Impossibile caricare i messaggi precedenti.',
  removed: 'Questo messaggio è stato eliminato.',
  reactions: 'Reazioni',
  reactedBy: (emoji, names, own, others) => {
    const more = others > 0 && plural(others, { one: 'un’altra persona', other: 'altri #' });
    const count = number(names.length + Number(own) + others);
    return `${emoji} ${count}: ${list([...names, own && 'tu', more])}`;
  },
  addReaction: 'Aggiungi una reazione',
  inReplyTo: 'In risposta a',
  showOriginal: 'Mostra il messaggio',
  originalGone: 'Quel messaggio non è più disponibile.',
  edited: 'modificato',
  changeFailed: 'La modifica non è stata salvata.',
  removalFailed: 'Impossibile eliminare il messaggio.',
  bytesLeft: (count) =>
    count < 0
      ? `${number(-count)} byte di troppo`
      : plural(count, { one: '# byte rimasto', other: '# byte rimasti' }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# carattere di troppo', other: '# caratteri di troppo' })
      : plural(count, { one: '# carattere rimasto', other: '# caratteri rimasti' }),
  mentionedYou: (name) => `${name} ti ha menzionato`,
  suggestions: 'Suggerimenti',
  away: 'Al momento non ci siamo. Lascia un messaggio e ti risponderemo.',
  readOnly: 'Puoi leggere questa conversazione, ma non scrivere.',
  ended: 'Questa conversazione è terminata.',
  connecting: 'Connessione in corso…',
  catchingUp: 'Aggiornamento in corso…',
  reconnecting: 'Riconnessione in corso…',
  disconnected: 'Non connesso.',
  sending: 'Invio in corso…',
  failed: 'Non inviato.',
  sent: 'Inviato',
  delivered: 'Consegnato',
  unknownAuthor: 'Sconosciuto',
  you: 'Tu',
  search: 'Cerca',
  copyCode: 'Copia il codice',
  reported: 'Segnalato.',
  save: 'Salva',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'Non hai accesso a questa conversazione.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'In questo momento stanno entrando troppe persone.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Il tuo accesso a questa conversazione è scaduto.',
    'not-permitted': 'Qui non è consentito.',
    'cache-not-found': setUp,
    'quota-exceeded': 'In questo momento la chat è molto affollata.',
    'service-rejected': 'La chat ha rifiutato l’operazione.',
    'connection-lost': 'Connessione interrotta.',
    'connection-slow': 'La connessione è lenta.',
    'service-unavailable': tryLater,
    'message-rejected': 'La moderazione non ha approvato questo messaggio.',
    'sending-too-fast': 'Stai inviando messaggi troppo in fretta. Attendi un momento.',
    'message-too-long': 'Questo messaggio è troppo lungo. Prova ad accorciarlo.',
    'outbox-full': 'Ci sono troppi messaggi in attesa di invio. Attendi un momento.',
    'attachment-not-allowed': 'Questo file non può essere inviato qui.',
    'attachment-too-large': 'Questo file è troppo grande.',
    'attachment-broken': 'Questo file è vuoto o danneggiato.',
    'attachment-lost': 'Questo file non è più disponibile.',
  },

  // What visitors do with messages.
  moreActions: 'Altre azioni',
  reply: 'Rispondi',
  copy: 'Copia testo',
  edit: 'Modifica',
  report: 'Segnala',
  remove: 'Elimina',
  removeQuestion: 'Eliminare questo messaggio?',
  keep: 'Mantieni',
  replyingTo: (name) => `Risposta a ${name}`,
  editing: 'Modifica del messaggio',
  cancel: 'Annulla',
  copied: 'Copiato',
  notCopied: 'Impossibile copiare',
  people: 'Persone da menzionare',
  cannedAnswers: 'Risposte pronte',

  // Pictures and files.
  attach: 'Allega file',
  takePicture: 'Scatta una foto',
  dropFiles: 'Trascina qui i file da allegare',
  filesToSend: 'File da inviare',
  removeFile: (name) => `Rimuovi ${name}`,
  describe: (name) => `ALT: Testo alternativo di ${name}`,
  description: 'Descrivi l’immagine',
  preparing: 'Preparazione…',
  uploading: (value) => `${percent(value)} caricato`,
  uploaded: 'Pronto per l’invio',
  openPicture: (name) => `Apri ${name}`,
  download: (name) => `Scarica ${name}`,
  downloading: 'Download in corso…',
  pictureGone: 'Questa immagine non è più disponibile',
  fileGone: 'Questo file non è più disponibile',
  fileBroken: 'Questo file è danneggiato',
  fileFailed: 'Non caricato',
  tryAgain: 'Riprova',
  agentsAway: 'Al momento non ci siamo',
  agentsHere: 'Ci siamo',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'Di solito rispondiamo entro un minuto',
      other: 'Di solito rispondiamo entro # minuti',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'Di solito rispondiamo entro un’ora',
      other: 'Di solito rispondiamo entro # ore',
    }),

  // The viewer of pictures.
  viewer: 'Immagini',
  viewerCount: (place, total) => `${number(place)} di ${number(total)}`,
  viewerPrevious: 'Immagine precedente',
  viewerNext: 'Immagine successiva',
  viewerClose: 'Chiudi',
  zoomIn: 'Ingrandisci',
  zoomOut: 'Riduci',
  pictureLoading: 'Caricamento…',
  pictureFailed: 'Impossibile caricare l’immagine',

  // Emoji.
  emoji: 'Emoji',
  emojiMatches: 'Emoji corrispondenti',
  emojiReaction: 'Altre emoji',
  emojiSearch: 'Cerca emoji',
  emojiFound: (count) => `${number(count)} emoji`,
  emojiNone: 'Nessuna emoji trovata',
  emojiRecent: 'Usate di recente',
  emojiGroups: [
    ...['Faccine ed emozioni', 'Persone e corpo', 'Animali e natura', 'Cibi e bevande'],
    ...['Viaggi e luoghi', 'Attività', 'Oggetti', 'Simboli', 'Bandiere'],
  ],
  emojiTone: 'Colore della pelle',
  emojiTones: ['Predefinito', 'Chiaro', 'Medio chiaro', 'Medio', 'Medio scuro', 'Scuro'],
  emojiHint: 'Maiusc: più emoji',

  // The search.
  searchCount: (place, total) => `${number(place)} di ${number(total)}`,
  searchNone: 'Nessun risultato',
  searchOlder: 'Risultato meno recente',
  searchNewer: 'Risultato più recente',
  searching: (when) => (when ? `Fino al ${when}…` : 'Ricerca in corso…'),
  searchedBack: (when) => (when ? `Cercato fino al ${when}` : 'Cercato negli ultimi messaggi'),
  searchedAll: 'Cercato in tutti i messaggi',
  searchFailed: 'Impossibile caricare i messaggi precedenti.',
  searchStop: 'Interrompi',
  searchFurther: 'Continua la ricerca',
  searchClose: 'Chiudi la ricerca',

  // The menu of the chat, and transcripts.
  chatMenu: 'Opzioni della chat',
  copyConversation: 'Copia la conversazione',
  downloadText: 'Scarica come testo',
  downloadPage: 'Scarica come pagina web',
  downloadJson: 'Scarica come JSON',
  printConversation: 'Stampa',
  newsSound: 'Suono',
  newsDesktop: 'Notifiche desktop',
  newsDenied: 'Bloccate nelle impostazioni del browser',
  newsUnsupported: 'Non disponibile qui',
  gathering: (count) => `Caricamento dei messaggi precedenti… finora ${number(count)}`,
  stopGathering: 'Interrompi',
  gatheringStopped: 'Interrotto',
  downloadStarted: 'Download avviato',
  transcriptFailed: 'Non ha funzionato. Riprova.',
  title: 'Chat',
  transcriptRoom: 'Stanza',
  transcriptTaken: 'Salvato',
  transcriptLanguage: 'Lingua',
  transcriptMessages: 'Messaggi',
  transcriptIncomplete: 'Non è stato possibile caricare i messaggi precedenti.',
  transcriptOwn: (name) => `${name} (tu)`,
  transcriptReply: (name, excerpt) => `In risposta a ${name}: ${excerpt}`,
  transcriptReplyGone: 'In risposta a un messaggio che qui non c’è',
  transcriptFile: (name, type, size) => `File: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Prima della chat',
  preChatName: 'Nome',
  preChatEmail: 'Email',
  preChatTopic: 'Come possiamo aiutarti?',
  preChatOptional: 'facoltativo',
  preChatStart: 'Inizia la chat',
  preChatStarting: 'Avvio in corso…',
  preChatNameMissing: 'Inserisci il tuo nome.',
  preChatEmailMissing: 'Inserisci il tuo indirizzo email.',
  preChatEmailWrong: 'Inserisci un indirizzo come name@example.com.',
  preChatTopicMissing: 'Scrivi di che cosa si tratta.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'Riduci il testo a # carattere al massimo.',
      other: 'Riduci il testo a # caratteri al massimo.',
    }),
  preChatCheck: 'Controlla i dati e riprova.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Apri la chat',
  closeChat: 'Chiudi la chat',
  unreadMessages: (count) => plural(count, { one: '# non letto', other: '# non letti' }),
  mentioned: 'sei stato menzionato',
  pressToWrite: (key) => `Premi ${key} per scrivere`,
  previewReply: 'Rispondi…',
  previewClose: 'Chiudi l’anteprima',
  previewMore: (count) =>
    plural(count, { one: 'e un altro messaggio', other: 'e altri # messaggi' }),

  // Typing, read marks and presence.
  typing: (names, others) => {
    if (others > 0 || names.length > 2) return 'Più persone stanno scrivendo…';
    const verb = plural(names.length, { one: 'sta scrivendo…', other: 'stanno scrivendo…' });
    return `${list(names)} ${verb}`;
  },
  seen: 'Visto',
  seenBy: (count) => `Visto da ${number(count)}`,
  present: (names, others) => {
    const more = others > 0 && plural(others, { one: 'un’altra persona', other: 'altri #' });
    return `Online: ${list([...names, more])}`;
  },

  // Notifications on the desktop.
  newsMention: (name) => `${name} ti ha menzionato`,
  newsUnnamed: 'Nuovo messaggio',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Elimina tutti i messaggi di ${name}`,
  deskRemoveAllQuestion: (name) =>
    `Eliminare tutti i messaggi di ${name}? L’operazione non può essere annullata.`,
  deskRemovedAll: (name) => `Tutti i messaggi di ${name} sono stati eliminati`,
  deskMute: (name) => `Silenzia ${name}`,
  deskBan: (name) => `Banna ${name}`,
  deskLift: 'Revoca ora',
  deskMuted: (time) => `Silenziamento: ${time}`,
  deskBanned: (time) => `Ban: ${time}`,
  deskLifted: (name) => `${name} può scrivere di nuovo`,
  deskNotAllowed: 'Non hai i permessi per farlo.',
  deskNotFound: 'Questo messaggio non è più salvato.',
  deskFailed: 'Non ha funzionato. Riprova.',
  deskSlow: 'Modalità lenta',
  deskReadOnly: 'Sola lettura',
  deskOff: 'Disattivata',
  deskAnnounce: 'Invia il testo come annuncio',
  deskAnnounced: 'Annuncio inviato',
  deskSlowOn: (time) => `Modalità lenta: un messaggio ogni ${time}`,
  deskSlowOff: 'La modalità lenta è disattivata',
  deskReadOnlyOn: 'Ora i membri possono solo leggere',
  deskReadOnlyOff: 'I membri possono scrivere di nuovo',
  deskPin: 'Fissa',
  deskUnpin: 'Non fissare più',
  deskPinned: 'Fissato',
  deskUnpinned: 'Non più fissato',
  pinnedMessages: 'Messaggi fissati',
  nextPinned: (place, count) =>
    `Messaggio fissato successivo (${number(place)} di ${number(count)})`,
  foldPinned: 'Nascondi i messaggi fissati',
  unfoldPinned: (count) =>
    plural(count, { one: '# messaggio fissato', other: '# messaggi fissati' }),
  newlyPinned: (name, text) => `Messaggio fissato: ${name}: ${text}`,
  slowHint: (time) => `Un messaggio ogni ${time}`,
  slowWait: (time) => `Potrai inviare di nuovo tra ${time}.`,
  onlyModerators: 'Ora qui possono scrivere solo i moderatori.',
  // An article would depend on what comes: a time of day, or a date.
  mutedUntil: (time) => `Per ora non puoi scrivere qui (fino a: ${time}).`,
};
