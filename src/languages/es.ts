import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('es');

const tryLater = 'Ahora mismo no se puede acceder al chat.';
const setUp = 'El chat no está bien configurado. Avisa al responsable del sitio.';

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Conversación',
  composerLabel: 'Mensaje',
  composerPlaceholder: 'Mensaje',
  send: 'Enviar',
  retry: 'Reintentar',
  retryNow: 'Reintentar',
  discard: 'Descartar',
  loading: 'Cargando la conversación',
  gap: 'Es posible que aquí falten mensajes.',
  empty: 'Aún no hay mensajes. ¡Saluda!',
  unread: 'Nuevo',
  newMessages: (count) => plural(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  toLatest: 'Últimos mensajes',
  loadingEarlier: 'Cargando mensajes anteriores',
  earlierFailed: 'No se pudieron cargar los mensajes anteriores.',
  removed: 'Se eliminó este mensaje.',
  reactions: 'Reacciones',
  reactedBy: (emoji, names, own, others) => {
    const more = others > 0 && plural(others, { one: '# persona más', other: '# personas más' });
    const count = number(names.length + Number(own) + others);
    return `${emoji} ${count}: ${list([...names, own && 'tú', more])}`;
  },
  addReaction: 'Añadir una reacción',
  inReplyTo: 'En respuesta a',
  showOriginal: 'Mostrar el mensaje',
  originalGone: 'Ese mensaje ya no está disponible.',
  edited: 'editado',
  changeFailed: 'No se guardó el cambio.',
  removalFailed: 'No se pudo eliminar el mensaje.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, { one: 'Sobra # byte', other: 'Sobran # bytes' })
      : plural(count, { one: 'Queda # byte', other: 'Quedan # bytes' }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, { one: 'Sobra # carácter', other: 'Sobran # caracteres' })
      : plural(count, { one: 'Queda # carácter', other: 'Quedan # caracteres' }),
  mentionedYou: (name) => `${name} te ha mencionado`,
  suggestions: 'Sugerencias',
  away: 'Ahora mismo no estamos. Déjanos un mensaje y te responderemos.',
  readOnly: 'Puedes leer esta conversación, pero no escribir en ella.',
  ended: 'Esta conversación ha terminado.',
  connecting: 'Conectando…',
  catchingUp: 'Actualizando…',
  reconnecting: 'Reconectando…',
  disconnected: 'Sin conexión.',
  sending: 'Enviando…',
  failed: 'No enviado.',
  sent: 'Enviado',
  delivered: 'Entregado',
  unknownAuthor: 'Desconocido',
  you: 'Tú',
  search: 'Buscar',
  copyCode: 'Copiar código',
  reported: 'Denunciado.',
  save: 'Guardar',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'No tienes acceso a esta conversación.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Están entrando demasiadas personas a la vez.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Tu acceso a esta conversación ha caducado.',
    'not-permitted': 'Aquí no puedes hacer eso.',
    'cache-not-found': setUp,
    'quota-exceeded': 'El chat está muy saturado en este momento.',
    'service-rejected': 'El chat no lo ha aceptado.',
    'connection-lost': 'Se perdió la conexión.',
    'connection-slow': 'La conexión es lenta.',
    'service-unavailable': tryLater,
    'message-rejected': 'La moderación no ha permitido este mensaje.',
    'sending-too-fast': 'Envías mensajes demasiado rápido. Espera un momento.',
    'message-too-long': 'Este mensaje es demasiado largo. Acórtalo.',
    'outbox-full': 'Hay demasiados mensajes por enviar. Espera un momento.',
    'attachment-not-allowed': 'Este archivo no se puede enviar aquí.',
    'attachment-too-large': 'Este archivo es demasiado grande.',
    'attachment-broken': 'Este archivo está vacío o dañado.',
    'attachment-lost': 'Este archivo ya no está disponible.',
  },

  // What visitors do with messages.
  moreActions: 'Más acciones',
  reply: 'Responder',
  copy: 'Copiar texto',
  edit: 'Editar',
  report: 'Denunciar',
  remove: 'Eliminar',
  removeQuestion: '¿Eliminar este mensaje?',
  keep: 'Conservar',
  replyingTo: (name) => `Respondiendo a ${name}`,
  editing: 'Editando el mensaje',
  cancel: 'Cancelar',
  copied: 'Copiado',
  notCopied: 'No se pudo copiar',
  people: 'Personas que puedes mencionar',
  cannedAnswers: 'Respuestas guardadas',

  // Pictures and files.
  attach: 'Adjuntar archivos',
  takePicture: 'Hacer una foto',
  dropFiles: 'Suelta los archivos para adjuntarlos',
  filesToSend: 'Archivos para enviar',
  removeFile: (name) => `Quitar ${name}`,
  describe: (name) => `ALT: Texto alternativo de ${name}`,
  description: 'Describe la imagen',
  preparing: 'Preparando…',
  uploading: (value) => `${percent(value)} subido`,
  uploaded: 'Listo para enviar',
  openPicture: (name) => `Abrir ${name}`,
  download: (name) => `Descargar ${name}`,
  downloading: 'Descargando…',
  pictureGone: 'Esta imagen ya no está disponible',
  fileGone: 'Este archivo ya no está disponible',
  fileBroken: 'Este archivo está dañado',
  fileFailed: 'No se ha cargado',
  tryAgain: 'Reintentar',
  agentsAway: 'Ahora mismo no estamos',
  agentsHere: 'Estamos aquí',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'Solemos responder en un minuto',
      other: 'Solemos responder en # minutos',
    }),
  answersInHours: (count) =>
    plural(count, { one: 'Solemos responder en una hora', other: 'Solemos responder en # horas' }),

  // The viewer of pictures.
  viewer: 'Imágenes',
  viewerCount: (place, total) => `${number(place)} de ${number(total)}`,
  viewerPrevious: 'Imagen anterior',
  viewerNext: 'Imagen siguiente',
  viewerClose: 'Cerrar',
  zoomIn: 'Acercar',
  zoomOut: 'Alejar',
  pictureLoading: 'Cargando…',
  pictureFailed: 'No se pudo cargar la imagen',

  // Emoji.
  emoji: 'Emojis',
  emojiMatches: 'Emojis que coinciden',
  emojiReaction: 'Más emojis',
  emojiSearch: 'Buscar emojis',
  emojiFound: (count) => plural(count, { one: '# emoji', other: '# emojis' }),
  emojiNone: 'No se encontraron emojis',
  emojiRecent: 'Usados recientemente',
  emojiGroups: [
    ...['Emoticonos y emociones', 'Personas y cuerpo', 'Animales y naturaleza', 'Comida y bebida'],
    ...['Viajes y lugares', 'Actividades', 'Objetos', 'Símbolos', 'Banderas'],
  ],
  emojiTone: 'Tono de piel',
  emojiTones: ['Predeterminado', 'Claro', 'Medio claro', 'Medio', 'Medio oscuro', 'Oscuro'],
  emojiHint: 'Mayús: elegir varios',

  // The search.
  searchCount: (place, total) => `${number(place)} de ${number(total)}`,
  searchNone: 'Sin resultados',
  searchOlder: 'Resultado anterior',
  searchNewer: 'Resultado posterior',
  searching: (when) => (when ? `Hasta el ${when}…` : 'Buscando…'),
  searchedBack: (when) =>
    when ? `Se ha buscado hasta el ${when}` : 'Se ha buscado en los últimos mensajes',
  searchedAll: 'Se ha buscado en todos los mensajes',
  searchFailed: 'No se pudieron cargar los mensajes anteriores.',
  searchStop: 'Detener',
  searchFurther: 'Seguir buscando',
  searchClose: 'Cerrar la búsqueda',

  // The menu of the chat, and transcripts.
  chatMenu: 'Opciones del chat',
  copyConversation: 'Copiar la conversación',
  downloadText: 'Descargar como texto',
  downloadPage: 'Descargar como página web',
  downloadJson: 'Descargar como JSON',
  printConversation: 'Imprimir',
  newsSound: 'Sonido',
  newsDesktop: 'Notificaciones de escritorio',
  newsDenied: 'Bloqueadas en los ajustes del navegador',
  newsUnsupported: 'No disponible aquí',
  gathering: (count) => `Cargando mensajes anteriores… ${number(count)} hasta ahora`,
  stopGathering: 'Detener',
  gatheringStopped: 'Detenido',
  downloadStarted: 'Descarga iniciada',
  transcriptFailed: 'No ha funcionado. Inténtalo de nuevo.',
  title: 'Chat',
  transcriptRoom: 'Sala',
  transcriptTaken: 'Guardado',
  transcriptLanguage: 'Idioma',
  transcriptMessages: 'Mensajes',
  transcriptIncomplete: 'No se pudieron cargar los mensajes anteriores.',
  transcriptOwn: (name) => `${name} (tú)`,
  transcriptReply: (name, excerpt) => `En respuesta a ${name}: ${excerpt}`,
  transcriptReplyGone: 'En respuesta a un mensaje que no está aquí',
  transcriptFile: (name, type, size) => `Archivo: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Antes del chat',
  preChatName: 'Nombre',
  preChatEmail: 'Correo electrónico',
  preChatTopic: '¿En qué podemos ayudarte?',
  preChatOptional: 'opcional',
  preChatStart: 'Iniciar chat',
  preChatStarting: 'Iniciando…',
  preChatNameMissing: 'Escribe tu nombre.',
  preChatEmailMissing: 'Escribe tu correo electrónico.',
  preChatEmailWrong: 'Escribe una dirección como name@example.com.',
  preChatTopicMissing: 'Cuéntanos de qué se trata.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'Acórtalo a # carácter como máximo.',
      other: 'Acórtalo a # caracteres como máximo.',
    }),
  preChatCheck: 'Revisa tus datos e inténtalo de nuevo.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Abrir el chat',
  closeChat: 'Cerrar el chat',
  unreadMessages: (count) => `${number(count)} sin leer`,
  mentioned: 'te han mencionado',
  pressToWrite: (key) => `Pulsa ${key} para escribir`,
  previewReply: 'Responder…',
  previewClose: 'Cerrar la vista previa',
  previewMore: (count) => plural(count, { one: 'y # mensaje más', other: 'y # mensajes más' }),

  // Typing, read marks and presence.
  typing: (names, others) => {
    if (others > 0 || names.length > 2) return 'Varias personas están escribiendo…';
    const verb = plural(names.length, { one: 'está escribiendo…', other: 'están escribiendo…' });
    return `${list(names)} ${verb}`;
  },
  seen: 'Visto',
  seenBy: (count) => `Visto por ${number(count)}`,
  present: (names, others) => {
    const more = others > 0 && plural(others, { one: '# persona más', other: '# personas más' });
    return `En línea: ${list([...names, more])}`;
  },

  // Notifications on the desktop.
  newsMention: (name) => `${name} te ha mencionado`,
  newsUnnamed: 'Mensaje nuevo',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Eliminar todo lo de ${name}`,
  deskRemoveAllQuestion: (name) =>
    `¿Eliminar todos los mensajes de ${name}? Esto no se puede deshacer.`,
  deskRemovedAll: (name) => `Se eliminaron todos los mensajes de ${name}`,
  deskMute: (name) => `Silenciar a ${name}`,
  deskBan: (name) => `Banear a ${name}`,
  deskLift: 'Levantar la sanción',
  deskMuted: (time) => `Se le ha silenciado durante ${time}`,
  deskBanned: (time) => `Se le ha baneado durante ${time}`,
  deskLifted: (name) => `${name} puede volver a escribir`,
  deskNotAllowed: 'No tienes permiso para hacer esto.',
  deskNotFound: 'Este mensaje ya no está guardado.',
  deskFailed: 'No ha funcionado. Inténtalo de nuevo.',
  deskSlow: 'Modo lento',
  deskReadOnly: 'Solo lectura',
  deskOff: 'Desactivado',
  deskAnnounce: 'Enviar lo escrito como anuncio',
  deskAnnounced: 'Anuncio enviado',
  deskSlowOn: (time) => `Modo lento: un mensaje cada ${time}`,
  deskSlowOff: 'El modo lento está desactivado',
  deskReadOnlyOn: 'Ahora los miembros solo pueden leer',
  deskReadOnlyOff: 'Los miembros pueden volver a escribir',
  deskPin: 'Fijar',
  deskUnpin: 'Desfijar',
  deskPinned: 'Mensaje fijado',
  deskUnpinned: 'El mensaje ya no está fijado',
  pinnedMessages: 'Mensajes fijados',
  nextPinned: (place, count) => `Siguiente mensaje fijado (${number(place)} de ${number(count)})`,
  foldPinned: 'Ocultar los mensajes fijados',
  unfoldPinned: (count) => plural(count, { one: '# mensaje fijado', other: '# mensajes fijados' }),
  newlyPinned: (name, text) => `Mensaje fijado: ${name}: ${text}`,
  slowHint: (time) => `Un mensaje cada ${time}`,
  slowWait: (time) => `Podrás volver a enviar dentro de ${time}.`,
  onlyModerators: 'Ahora solo la moderación puede escribir aquí.',
  // An article would depend on what comes: a time of day, or a date.
  mutedUntil: (time) => `Por ahora no puedes escribir aquí (hasta: ${time}).`,
};
