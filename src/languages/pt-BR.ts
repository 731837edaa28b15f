import type { ChatStrings } from '../element/chat-strings.js';
import { grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('pt-BR');

const tryLater = 'Não é possível acessar o chat no momento.';
const setUp = 'O chat não está configurado corretamente. Avise o responsável pelo site.';

export const words: ChatStrings = {
  // The conversation.
  conversation: 'Conversa',
  composerLabel: 'Mensagem',
  composerPlaceholder: 'Mensagem',
  send: 'Enviar',
  retry: 'Tentar de novo',
  retryNow: 'Tentar agora',
  discard: 'Descartar',
  loading: 'Carregando a conversa',
  gap: 'Talvez faltem mensagens aqui.',
  empty: 'Nenhuma mensagem ainda. Diga oi!',
  unread: 'Novas',
  newMessages: (count) => plural(count, { one: '# mensagem nova', other: '# mensagens novas' }),
  toLatest: 'Mensagens mais recentes',
  loadingEarlier: 'Carregando mensagens anteriores',
  earlierFailed: 'Não foi possível carregar as mensagens anteriores.',
  removed: 'Esta mensagem foi apagada.',
  reactions: 'Reações',
  reactedBy: (emoji, names, own, others) => {
    const more = others > 0 && plural(others, { one: 'mais # pessoa', other: 'mais # pessoas' });
    const count = number(names.length + Number(own) + others);
    return `${emoji} ${count}: ${list([...names, own && 'você', more])}`;
  },
  addReaction: 'Adicionar reação',
  inReplyTo: 'Em resposta a',
  showOriginal: 'Mostrar a mensagem',
  originalGone: 'Essa mensagem não está mais disponível.',
  edited: 'editada',
  changeFailed: 'A alteração não foi salva.',
  removalFailed: 'Não foi possível apagar a mensagem.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# byte a mais', other: '# bytes a mais' })
      : plural(count, { one: '# byte restante', other: '# bytes restantes' }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, { one: '# caractere a mais', other: '# caracteres a mais' })
      : plural(count, { one: '# caractere restante', other: '# caracteres restantes' }),
  mentionedYou: (name) => `${name} mencionou você`,
  suggestions: 'Sugestões',
  away: 'Não estamos disponíveis agora. Deixe uma mensagem e responderemos.',
  readOnly: 'Você pode ler esta conversa, mas não escrever nela.',
  ended: 'Esta conversa foi encerrada.',
  connecting: 'Conectando…',
  catchingUp: 'Atualizando…',
  reconnecting: 'Reconectando…',
  disconnected: 'Sem conexão.',
  sending: 'Enviando…',
  failed: 'Não enviada.',
  sent: 'Enviada',
  delivered: 'Entregue',
  unknownAuthor: 'Desconhecido',
  you: 'Você',
  search: 'Pesquisar',
  copyCode: 'Copiar código',
  reported: 'Denunciada.',
  save: 'Salvar',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'Você não tem acesso a esta conversa.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'Muitas pessoas estão entrando agora.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'Seu acesso a esta conversa expirou.',
    'not-permitted': 'Você não tem permissão para fazer isso aqui.',
    'cache-not-found': setUp,
    'quota-exceeded': 'O chat está muito movimentado agora.',
    'service-rejected': 'O chat não aceitou isso.',
    'connection-lost': 'Conexão perdida.',
    'connection-slow': 'A conexão está lenta.',
    'service-unavailable': tryLater,
    'message-rejected': 'A moderação não permitiu esta mensagem.',
    'sending-too-fast': 'Você está enviando mensagens rápido demais. Aguarde um momento.',
    'message-too-long': 'Esta mensagem é longa demais. Encurte-a.',
    'outbox-full': 'Há mensagens demais aguardando envio. Aguarde um momento.',
    'attachment-not-allowed': 'Este arquivo não pode ser enviado aqui.',
    'attachment-too-large': 'Este arquivo é grande demais.',
    'attachment-broken': 'Este arquivo está vazio ou danificado.',
    'attachment-lost': 'Este arquivo não está mais disponível.',
  },

  // What visitors do with messages.
  moreActions: 'Mais ações',
  reply: 'Responder',
  copy: 'Copiar texto',
  edit: 'Editar',
  report: 'Denunciar',
  remove: 'Apagar',
  removeQuestion: 'Apagar esta mensagem?',
  keep: 'Manter',
  replyingTo: (name) => `Respondendo a ${name}`,
  editing: 'Editando a mensagem',
  cancel: 'Cancelar',
  copied: 'Copiado',
  notCopied: 'Não foi possível copiar',
  people: 'Pessoas para mencionar',
  cannedAnswers: 'Respostas prontas',

  // Pictures and files.
  attach: 'Anexar arquivos',
  takePicture: 'Tirar uma foto',
  dropFiles: 'Solte os arquivos aqui para anexar',
  filesToSend: 'Arquivos para enviar',
  removeFile: (name) => `Remover ${name}`,
  describe: (name) => `ALT: Texto alternativo de ${name}`,
  description: 'Descreva a imagem',
  preparing: 'Preparando…',
  uploading: (value) => `${percent(value)} enviado`,
  uploaded: 'Pronto para enviar',
  openPicture: (name) => `Abrir ${name}`,
  download: (name) => `Baixar ${name}`,
  downloading: 'Baixando…',
  pictureGone: 'Esta imagem não está mais disponível',
  fileGone: 'Este arquivo não está mais disponível',
  fileBroken: 'Este arquivo está danificado',
  fileFailed: 'Não carregado',
  tryAgain: 'Tentar de novo',
  agentsAway: 'Não estamos disponíveis agora',
  agentsHere: 'Estamos aqui',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'Costumamos responder em um minuto',
      other: 'Costumamos responder em # minutos',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'Costumamos responder em uma hora',
      other: 'Costumamos responder em # horas',
    }),

  // The viewer of pictures.
  viewer: 'Imagens',
  viewerCount: (place, total) => `${number(place)} de ${number(total)}`,
  viewerPrevious: 'Imagem anterior',
  viewerNext: 'Próxima imagem',
  viewerClose: 'Fechar',
  zoomIn: 'Ampliar',
  zoomOut: 'Reduzir',
  pictureLoading: 'Carregando…',
  pictureFailed: 'Não foi possível carregar a imagem',

  // Emoji.
  emoji: 'Emojis',
  emojiMatches: 'Emojis correspondentes',
  emojiReaction: 'Mais emojis',
  emojiSearch: 'Pesquisar emojis',
  emojiFound: (count) => plural(count, { one: '# emoji', other: '# emojis' }),
  emojiNone: 'Nenhum emoji encontrado',
  emojiRecent: 'Usados recentemente',
  emojiGroups: [
    ...['Rostos e emoções', 'Pessoas e corpo', 'Animais e natureza', 'Comidas e bebidas'],
    ...['Viagens e lugares', 'Atividades', 'Objetos', 'Símbolos', 'Bandeiras'],
  ],
  emojiTone: 'Tom de pele',
  emojiTones: ['Padrão', 'Claro', 'Médio-claro', 'Médio', 'Médio-escuro', 'Escuro'],
  emojiHint: 'Shift: escolher vários',

  // The search.
  searchCount: (place, total) => `${number(place)} de ${number(total)}`,
  searchNone: 'Nenhum resultado',
  searchOlder: 'Resultado mais antigo',
  searchNewer: 'Resultado mais recente',
  searching: (when) => (when ? `Até ${when}…` : 'Pesquisando…'),
  searchedBack: (when) => (when ? `Pesquisado até ${when}` : 'Mensagens mais recentes pesquisadas'),
  searchedAll: 'Todas as mensagens pesquisadas',
  searchFailed: 'Não foi possível carregar as mensagens anteriores.',
  searchStop: 'Parar',
  searchFurther: 'Continuar pesquisando',
  searchClose: 'Fechar a pesquisa',

  // The menu of the chat, and transcripts.
  chatMenu: 'Opções do chat',
  copyConversation: 'Copiar a conversa',
  downloadText: 'Baixar como texto',
  downloadPage: 'Baixar como página da web',
  downloadJson: 'Baixar como JSON',
  printConversation: 'Imprimir',
  newsSound: 'Som',
  newsDesktop: 'Notificações na área de trabalho',
  newsDenied: 'Bloqueadas nas configurações do navegador',
  newsUnsupported: 'Não disponível aqui',
  gathering: (count) => `Carregando mensagens anteriores… ${number(count)} até agora`,
  stopGathering: 'Parar',
  gatheringStopped: 'Interrompido',
  downloadStarted: 'Download iniciado',
  transcriptFailed: 'Não deu certo. Tente de novo.',
  title: 'Chat',
  transcriptRoom: 'Sala',
  transcriptTaken: 'Salvo em',
  transcriptLanguage: 'Idioma',
  transcriptMessages: 'Mensagens',
  transcriptIncomplete: 'Não foi possível carregar as mensagens anteriores.',
  transcriptOwn: (name) => `${name} (você)`,
  transcriptReply: (name, excerpt) => `Em resposta a ${name}: ${excerpt}`,
  transcriptReplyGone: 'Em resposta a uma mensagem que não está aqui',
  transcriptFile: (name, type, size) => `Arquivo: ${name} (${type}, ${size})`,

  // The questions before a chat.
  preChat: 'Antes do chat',
  preChatName: 'Nome',
  preChatEmail: 'E-mail',
  preChatTopic: 'Como podemos ajudar?',
  preChatOptional: 'opcional',
  preChatStart: 'Iniciar chat',
  preChatStarting: 'Iniciando…',
  preChatNameMissing: 'Digite seu nome.',
  preChatEmailMissing: 'Digite seu e-mail.',
  preChatEmailWrong: 'Digite um endereço como name@example.com.',
  preChatTopicMissing: 'Conte do que se trata.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'Reduza o texto para até # caractere.',
      other: 'Reduza o texto para até # caracteres.',
    }),
  preChatCheck: 'Confira seus dados e tente de novo.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'Abrir o chat',
  closeChat: 'Fechar o chat',
  unreadMessages: (count) => plural(count, { one: '# não lida', other: '# não lidas' }),
  mentioned: 'mencionaram você',
  pressToWrite: (key) => `Pressione ${key} para escrever`,
  previewReply: 'Responder…',
  previewClose: 'Fechar a prévia',
  previewMore: (count) => plural(count, { one: 'e mais # mensagem', other: 'e mais # mensagens' }),

  // Typing, read marks and presence.
  typing: (names, others) => {
    if (others > 0 || names.length > 2) return 'Várias pessoas estão digitando…';
    const verb = plural(names.length, { one: 'está digitando…', other: 'estão digitando…' });
    return `${list(names)} ${verb}`;
  },
  seen: 'Visto',
  seenBy: (count) => `Visto por ${number(count)}`,
  present: (names, others) => {
    const more = others > 0 && plural(others, { one: 'mais # pessoa', other: 'mais # pessoas' });
    return `Online: ${list([...names, more])}`;
  },

  // Notifications on the desktop.
  newsMention: (name) => `${name} mencionou você`,
  newsUnnamed: 'Nova mensagem',

  // The moderators’ desk.
  deskRemoveAll: (name) => `Apagar tudo de ${name}`,
  deskRemoveAllQuestion: (name) =>
    `Apagar todas as mensagens de ${name}? Isso não pode ser desfeito.`,
  deskRemovedAll: (name) => `Todas as mensagens de ${name} foram apagadas`,
  deskMute: (name) => `Silenciar ${name}`,
  deskBan: (name) => `Banir ${name}`,
  deskLift: 'Encerrar agora',
  deskMuted: (time) => `Silenciamento: ${time}`,
  deskBanned: (time) => `Banimento: ${time}`,
  deskLifted: (name) => `${name} pode escrever de novo`,
  deskNotAllowed: 'Você não tem permissão para fazer isso.',
  deskNotFound: 'Esta mensagem não está mais salva.',
  deskFailed: 'Não deu certo. Tente de novo.',
  deskSlow: 'Modo lento',
  deskReadOnly: 'Somente leitura',
  deskOff: 'Desativado',
  deskAnnounce: 'Enviar o texto como anúncio',
  deskAnnounced: 'Anúncio enviado',
  deskSlowOn: (time) => `Modo lento: uma mensagem a cada ${time}`,
  deskSlowOff: 'O modo lento está desativado',
  deskReadOnlyOn: 'Agora os membros só podem ler',
  deskReadOnlyOff: 'Os membros podem escrever de novo',
  deskPin: 'Fixar',
  deskUnpin: 'Desafixar',
  deskPinned: 'Fixada',
  deskUnpinned: 'Não está mais fixada',
  pinnedMessages: 'Mensagens fixadas',
  nextPinned: (place, count) => `Próxima mensagem fixada (${number(place)} de ${number(count)})`,
  foldPinned: 'Ocultar mensagens fixadas',
  unfoldPinned: (count) =>
    plural(count, { one: '# mensagem fixada', other: '# mensagens fixadas' }),
  newlyPinned: (name, text) => `Mensagem fixada: ${name}: ${text}`,
  slowHint: (time) => `Uma mensagem a cada ${time}`,
  slowWait: (time) => `Você poderá enviar de novo em ${time}.`,
  onlyModerators: 'No momento, só a moderação pode escrever aqui.',
  mutedUntil: (time) => `Você não pode escrever aqui até ${time}.`,
};
