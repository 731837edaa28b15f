import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('fr');

const tryLater = 'Le chat est injoignable pour le moment.';
const setUp = 'Le chat est mal configuré. Merci de prévenir le responsable du site.';

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Conversation',
  composerLabel: 'Message',
  composerPlaceholder: 'Écrire un message',
  send: 'Envoyer',
  retry: 'Réessayer',
  retryNow: 'Réessayer',
  discard: 'Abandonner',
  loading: 'Chargement de la conversation',
  gap: 'Il manque peut-être des messages ici.',
  empty: 'Aucun message pour l’instant. Dites bonjour\u00a0!',
  unread: 'Nouveau',
  newMessages: (count) => plural(count, { one: '# nouveau message', other: '# nouveaux messages' }),
  toLatest: 'Derniers messages',
  loadingEarlier: 'Chargement des messages précédents',
  earlierFailed: 'Impossible de charger les messages précédents.',
  removed: 'Ce message a été supprimé.',
  reactions: 'Réactions',
  reactedBy: (emoji, names, own, others) => {
    const more = others > 0 && plural(others, { one: '# autre', other: '# autres' });
    const count = number(names.length + Number(own) + others);
    return `${emoji} ${count}\u00a0: ${list([...names, own && 'vous', more])}`;
  },
  addReaction: 'Ajouter une réaction',
  inReplyTo: 'En réponse à',
  showOriginal: 'Afficher le message',
  originalGone: 'Ce message n’est plus disponible.',
  edited: 'modifié',
  changeFailed: 'La modification n’a pas été enregistrée.',
  removalFailed: 'Impossible de supprimer le message.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# octet de trop', other: '# octets de trop' })
      : plural(count, { one: '# octet restant', other: '# octets restants' }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# caractère de trop', other: '# caractères de trop' })
      : plural(count, { one: '# caractère restant', other: '# caractères restants' }),
  mentionedYou: (name) => `${name} vous a mentionné`,
  suggestions: 'Suggestions',
  away: 'Nous sommes absents pour le moment. Laissez-nous un message, nous vous répondrons.',
  readOnly: 'Vous pouvez lire cette conversation, mais pas y écrire.',
  ended: 'Cette conversation est terminée.',
  connecting: 'Connexion…',
  catchingUp: 'Mise à jour…',
  reconnecting: 'Reconnexion…',
  disconnected: 'Non connecté.',
  sending: 'Envoi…',
  failed: 'Non envoyé.',
  sent: 'Envoyé',
  delivered: 'Distribué',
  unknownAuthor: 'Inconnu',
  you: 'Vous',
  search: 'Rechercher',
  copyCode: 'Copier le code',
  reported: 'Signalé.',
  save: 'Enregistrer',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'Vous n’avez pas accès à cette conversation.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Trop de personnes arrivent en même temps.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Votre accès à cette conversation a expiré.',
    'not-permitted': 'Vous n’êtes pas autorisé à faire cela ici.',
    'cache-not-found': setUp,
    'quota-exceeded': 'Le chat est très sollicité en ce moment.',
    'service-rejected': 'Le chat a refusé cette action.',
    'connection-lost': 'Connexion perdue.',
    'connection-slow': 'La connexion est lente.',
    'service-unavailable': tryLater,
    'message-rejected': 'La modération n’a pas autorisé ce message.',
    'sending-too-fast': 'Vous envoyez des messages trop vite. Patientez un instant.',
    'message-too-long': 'Ce message est trop long. Veuillez le raccourcir.',
    'outbox-full': 'Trop de messages sont en attente d’envoi. Patientez un instant.',
    'attachment-not-allowed': 'Ce fichier ne peut pas être envoyé ici.',
    'attachment-too-large': 'Ce fichier est trop volumineux.',
    'attachment-broken': 'Ce fichier est vide ou endommagé.',
    'attachment-lost': 'Ce fichier n’est plus disponible.',
  },

  // What visitors do with messages.
  moreActions: 'Plus d’actions',
  reply: 'Répondre',
  copy: 'Copier le texte',
  edit: 'Modifier',
  report: 'Signaler',
  remove: 'Supprimer',
  removeQuestion: 'Supprimer ce message\u00a0?',
  keep: 'Conserver',
  replyingTo: (name) => `Réponse à ${name}`,
  editing: 'Modification du message',
  cancel: 'Annuler',
  copied: 'Copié',
  notCopied: 'Copie impossible',
  people: 'Personnes à mentionner',
  cannedAnswers: 'Réponses types',

  // Pictures and files.
  attach: 'Joindre des fichiers',
  takePicture: 'Prendre une photo',
  dropFiles: 'Déposez les fichiers ici pour les joindre',
  filesToSend: 'Fichiers à envoyer',
  removeFile: (name) => `Retirer ${name}`,
  describe: (name) => `ALT: Texte alternatif de ${name}`,
  description: 'Décrire l’image',
  preparing: 'Préparation…',
  uploading: (value) => `${percent(value)} envoyés`,
  uploaded: 'Prêt à envoyer',
  openPicture: (name) => `Ouvrir ${name}`,
  download: (name) => `Télécharger ${name}`,
  downloading: 'Téléchargement…',
  pictureGone: 'Cette image n’est plus disponible',
  fileGone: 'Ce fichier n’est plus disponible',
  fileBroken: 'Ce fichier est endommagé',
  fileFailed: 'Non chargé',
  tryAgain: 'Réessayer',
  agentsAway: 'Nous sommes absents pour le moment',
  agentsHere: 'Nous sommes là',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'Nous répondons en général en # minute',
      other: 'Nous répondons en général en # minutes',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'Nous répondons en général en # heure',
      other: 'Nous répondons en général en # heures',
    }),

  // The viewer of pictures.
  viewer: 'Images',
  viewerCount: (place, total) => `${number(place)} sur ${number(total)}`,
  viewerPrevious: 'Image précédente',
  viewerNext: 'Image suivante',
  viewerClose: 'Fermer',
  zoomIn: 'Zoom avant',
  zoomOut: 'Zoom arrière',
  pictureLoading: 'Chargement…',
  pictureFailed: 'Impossible de charger l’image',

  // Emoji.
  emoji: 'Émojis',
  emojiMatches: 'Émojis correspondants',
  emojiReaction: 'Plus d’émojis',
  emojiSearch: 'Rechercher un émoji',
  emojiFound: (count) => plural(count, { one: '# émoji', other: '# émojis' }),
  emojiNone: 'Aucun émoji trouvé',
  emojiRecent: 'Récents',
  emojiGroups: [
    ...['Smileys et émotions', 'Personnes et corps', 'Animaux et nature', 'Nourriture et boissons'],
    ...['Voyages et lieux', 'Activités', 'Objets', 'Symboles', 'Drapeaux'],
  ],
  emojiTone: 'Couleur de peau',
  emojiTones: ['Par défaut', 'Claire', 'Assez claire', 'Moyenne', 'Assez foncée', 'Foncée'],
  emojiHint: 'Maj\u00a0: plusieurs',

  // The search.
  searchCount: (place, total) => `${number(place)} sur ${number(total)}`,
  searchNone: 'Aucun résultat',
  searchOlder: 'Résultat plus ancien',
  searchNewer: 'Résultat plus récent',
  searching: (when) => (when ? `Jusqu’au ${when}…` : 'Recherche…'),
  searchedBack: (when) =>
    when ? `Recherche effectuée jusqu’au ${when}` : 'Recherche dans les derniers messages',
  searchedAll: 'Recherche dans tous les messages',
  searchFailed: 'Impossible de charger les messages précédents.',
  searchStop: 'Arrêter',
  searchFurther: 'Continuer la recherche',
  searchClose: 'Fermer la recherche',

  // The menu of the chat, and transcripts.
  chatMenu: 'Options du chat',
  copyConversation: 'Copier la conversation',
  downloadText: 'Télécharger en texte',
  downloadPage: 'Télécharger en page web',
  downloadJson: 'Télécharger en JSON',
  printConversation: 'Imprimer',
  newsSound: 'Son',
  newsDesktop: 'Notifications sur le bureau',
  newsDenied: 'Bloquées dans les réglages du navigateur',
  newsUnsupported: 'Indisponible ici',
  gathering: (count) => `Chargement des messages précédents… déjà ${number(count)}`,
  stopGathering: 'Arrêter',
  gatheringStopped: 'Arrêté',
  downloadStarted: 'Téléchargement lancé',
  transcriptFailed: 'Cela n’a pas fonctionné. Veuillez réessayer.',
  title: 'Chat',
  transcriptRoom: 'Salon',
  transcriptTaken: 'Enregistré le',
  transcriptLanguage: 'Langue',
  transcriptMessages: 'Messages',
  transcriptIncomplete: 'Les messages précédents n’ont pas pu être chargés.',
  transcriptOwn: (name) => `${name} (vous)`,
  transcriptReply: (name, excerpt) => `En réponse à ${name}\u00a0: ${excerpt}`,
  transcriptReplyGone: 'En réponse à un message absent d’ici',
  transcriptFile: (name, type, size) => `Fichier\u00a0: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Avant le chat',
  preChatName: 'Nom',
  preChatEmail: 'E-mail',
  preChatTopic: 'Comment pouvons-nous vous aider\u00a0?',
  preChatOptional: 'facultatif',
  preChatStart: 'Démarrer le chat',
  preChatStarting: 'Démarrage…',
  preChatNameMissing: 'Veuillez indiquer votre nom.',
  preChatEmailMissing: 'Veuillez indiquer votre adresse e-mail.',
  preChatEmailWrong: 'Veuillez indiquer une adresse du type name@example.com.',
  preChatTopicMissing: 'Veuillez indiquer le sujet.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'Veuillez vous limiter à # caractère.',
      other: 'Veuillez vous limiter à # caractères.',
    }),
  preChatCheck: 'Veuillez vérifier vos informations et réessayer.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Ouvrir le chat',
  closeChat: 'Fermer le chat',
  unreadMessages: (count) => plural(count, { one: '# non lu', other: '# non lus' }),
  mentioned: 'vous avez été mentionné',
  pressToWrite: (key) => `Appuyez sur ${key} pour écrire`,
  previewReply: 'Répondre…',
  previewClose: 'Fermer l’aperçu',
  previewMore: (count) =>
    plural(count, { one: 'et # autre message', other: 'et # autres messages' }),

  // Typing, read marks and presence.
  typing: (names, others) => {
    if (others > 0 || names.length > 2) return 'Plusieurs personnes écrivent…';
    return `${list(names)} ${plural(names.length, { one: 'écrit…', other: 'écrivent…' })}`;
  },
  seen: 'Vu',
  seenBy: (count) => `Vu par ${number(count)}`,
  present: (names, others) => {
    const more = others > 0 && plural(others, { one: '# autre', other: '# autres' });
    return `En ligne\u00a0: ${list([...names, more])}`;
  },

  // Notifications on the desktop.
  newsMention: (name) => `${name} vous a mentionné`,
  newsUnnamed: 'Nouveau message',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Supprimer tous les messages de ${name}`,
  deskRemoveAllQuestion: (name) =>
    `Supprimer tous les messages de ${name}\u00a0? Cette action est irréversible.`,
  deskRemovedAll: (name) => `Tous les messages de ${name} ont été supprimés`,
  deskMute: (name) => `Mettre ${name} en sourdine`,
  deskBan: (name) => `Bannir ${name}`,
  deskLift: 'Lever la sanction',
  deskMuted: (time) => `Mise en sourdine\u00a0: ${time}`,
  deskBanned: (time) => `Bannissement\u00a0: ${time}`,
  deskLifted: (name) => `${name} peut de nouveau écrire`,
  deskNotAllowed: 'Vous n’êtes pas autorisé à faire cela.',
  deskNotFound: 'Ce message n’est plus enregistré.',
  deskFailed: 'Cela n’a pas fonctionné. Veuillez réessayer.',
  deskSlow: 'Mode lent',
  deskReadOnly: 'Lecture seule',
  deskOff: 'Désactivé',
  deskAnnounce: 'Envoyer le texte saisi comme annonce',
  deskAnnounced: 'Annonce envoyée',
  deskSlowOn: (time) => `Mode lent\u00a0: ${time} entre deux messages`,
  deskSlowOff: 'Le mode lent est désactivé',
  deskReadOnlyOn: 'Les membres ne peuvent plus que lire',
  deskReadOnlyOff: 'Les membres peuvent de nouveau écrire',
  deskPin: 'Épingler',
  deskUnpin: 'Désépingler',
  deskPinned: 'Message épinglé',
  deskUnpinned: 'Message désépinglé',
  pinnedMessages: 'Messages épinglés',
  nextPinned: (place, count) => `Message épinglé suivant (${number(place)} sur ${number(count)})`,
  foldPinned: 'Masquer les messages épinglés',
  unfoldPinned: (count) =>
    plural(count, { one: '# message épinglé', other: '# messages épinglés' }),
  newlyPinned: (name, text) => `Message épinglé\u00a0: ${name}\u00a0: ${text}`,
  slowHint: (time) => `${time} entre deux messages`,
  slowWait: (time) => `Vous pourrez de nouveau envoyer un message dans ${time}.`,
  onlyModerators: 'Seule la modération peut écrire ici pour le moment.',
  // An article would depend on what comes: a time of day, or a date.
  mutedUntil: (time) => `Vous ne pouvez pas écrire ici pour le moment (fin\u00a0: ${time}).`,
};
