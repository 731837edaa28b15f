import type { ChatStrings } from '../element/chat-strings.js';
import { apart, grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('ar');

const tryLater = 'يتعذّر الوصول إلى الدردشة حاليًا.';
const setUp = 'لم يتم إعداد الدردشة بشكل صحيح. يُرجى إبلاغ مالك الموقع.';

const others = (count: number): string =>
  plural(count, {
    zero: 'لا أحد غيرهم',
    one: 'شخص آخر',
    two: 'شخصان آخران',
    few: '# أشخاص آخرين',
    many: '# شخصًا آخر',
    other: '# شخص آخر',
  });

export const words: ChatStrings = {
  // The conversation.
  conversation: 'المحادثة',
  composerLabel: 'الرسالة',
  composerPlaceholder: 'اكتب رسالة',
  send: 'إرسال',
  retry: 'إعادة المحاولة',
  retryNow: 'حاول الآن',
  discard: 'تجاهل',
  loading: 'جارٍ تحميل المحادثة',
  gap: 'قد تكون بعض الرسائل مفقودة هنا.',
  empty: 'لا توجد رسائل بعد. ابدأ بالتحية!',
  unread: 'جديد',
  newMessages: (count) =>
    plural(count, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    }),
  toLatest: 'أحدث الرسائل',
  loadingEarlier: 'جارٍ تحميل الرسائل السابقة',
  earlierFailed: 'تعذّر تحميل الرسائل السابقة.',
  removed: 'تم حذف هذه الرسالة.',
  reactions: 'التفاعلات',
  reactedBy: (emoji, names, own, more) => {
    const people = list([...names.map(apart), own && 'أنت', more > 0 && others(more)]);
    return `${emoji} ${number(names.length + Number(own) + more)}: ${people}`;
  },
  addReaction: 'إضافة تفاعل',
  inReplyTo: 'ردًا على',
  showOriginal: 'عرض الرسالة',
  originalGone: 'لم تعد تلك الرسالة متوفرة.',
  edited: 'معدّلة',
  changeFailed: 'لم يتم حفظ التغيير.',
  removalFailed: 'تعذّر حذف الرسالة.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, {
          zero: 'ضمن الحد المسموح',
          one: 'تتجاوز الحد ببايت واحد',
          two: 'تتجاوز الحد ببايتين',
          few: 'تتجاوز الحد بمقدار # بايتات',
          many: 'تتجاوز الحد بمقدار # بايتًا',
          other: 'تتجاوز الحد بمقدار # بايت',
        })
      : plural(count, {
          zero: 'لم يتبقَّ أي بايت',
          one: 'تبقّى بايت واحد',
          two: 'تبقّى بايتان',
          few: 'تبقّت # بايتات',
          many: 'تبقّى # بايتًا',
          other: 'تبقّى # بايت',
        }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, {
          zero: 'ضمن الحد المسموح',
          one: 'تتجاوز الحد بحرف واحد',
          two: 'تتجاوز الحد بحرفين',
          few: 'تتجاوز الحد بمقدار # أحرف',
          many: 'تتجاوز الحد بمقدار # حرفًا',
          other: 'تتجاوز الحد بمقدار # حرف',
        })
      : plural(count, {
          zero: 'لم يتبقَّ أي حرف',
          one: 'تبقّى حرف واحد',
          two: 'تبقّى حرفان',
          few: 'تبقّت # أحرف',
          many: 'تبقّى # حرفًا',
          other: 'تبقّى # حرف',
        }),
  mentionedYou: (name) => `إشارة إليك من ${apart(name)}`,
  suggestions: 'اقتراحات',
  away: 'لسنا متاحين الآن. اترك رسالة وسنرد عليك.',
  readOnly: 'يمكنك قراءة هذه المحادثة دون الكتابة فيها.',
  ended: 'انتهت هذه المحادثة.',
  connecting: 'جارٍ الاتصال…',
  catchingUp: 'جارٍ التحديث…',
  reconnecting: 'جارٍ إعادة الاتصال…',
  disconnected: 'غير متصل.',
  sending: 'جارٍ الإرسال…',
  failed: 'لم تُرسَل.',
  sent: 'أُرسلت',
  delivered: 'تم التسليم',
  unknownAuthor: 'غير معروف',
  you: 'أنت',
  search: 'بحث',
  copyCode: 'نسخ الرمز البرمجي',
  reported: 'تم الإبلاغ.',
  save: 'حفظ',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'لا يمكنك الوصول إلى هذه المحادثة.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'ينضم عدد كبير من الأشخاص الآن.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'انتهت صلاحية وصولك إلى هذه المحادثة.',
    'not-permitted': 'هذا غير مسموح به هنا.',
    'cache-not-found': setUp,
    'quota-exceeded': 'الدردشة مزدحمة جدًا الآن.',
    'service-rejected': 'لم تقبل الدردشة هذا الإجراء.',
    'connection-lost': 'انقطع الاتصال.',
    'connection-slow': 'الاتصال بطيء.',
    'service-unavailable': tryLater,
    'message-rejected': 'لم يسمح المشرف بهذه الرسالة.',
    'sending-too-fast': 'أنت ترسل الرسائل بسرعة كبيرة. انتظر قليلًا.',
    'message-too-long': 'هذه الرسالة طويلة جدًا. يُرجى اختصارها.',
    'outbox-full': 'هناك رسائل كثيرة بانتظار الإرسال. انتظر قليلًا.',
    'attachment-not-allowed': 'لا يمكن إرسال هذا الملف هنا.',
    'attachment-too-large': 'هذا الملف كبير جدًا.',
    'attachment-broken': 'هذا الملف فارغ أو تالف.',
    'attachment-lost': 'لم يعد هذا الملف متوفرًا.',
  },

  // What visitors do with messages.
  moreActions: 'إجراءات أخرى',
  reply: 'رد',
  copy: 'نسخ النص',
  edit: 'تعديل',
  report: 'إبلاغ',
  remove: 'حذف',
  removeQuestion: 'هل تريد حذف هذه الرسالة؟',
  keep: 'إبقاء',
  replyingTo: (name) => `الرد على ${apart(name)}`,
  editing: 'تعديل الرسالة',
  cancel: 'إلغاء',
  copied: 'تم النسخ',
  notCopied: 'تعذّر النسخ',
  people: 'أشخاص يمكن الإشارة إليهم',

  // Pictures and files.
  attach: 'إرفاق ملفات',
  takePicture: 'التقاط صورة',
  dropFiles: 'أفلت الملفات هنا لإرفاقها',
  filesToSend: 'ملفات للإرسال',
  removeFile: (name) => `إزالة ${apart(name)}`,
  describe: (name) => `النص البديل للصورة ${apart(name)}`,
  description: 'وصف الصورة',
  preparing: 'جارٍ التحضير…',
  uploading: (value) => `تم رفع ${percent(value)}`,
  uploaded: 'جاهز للإرسال',
  openPicture: (name) => `فتح ${apart(name)}`,
  download: (name) => `تنزيل ${apart(name)}`,
  downloading: 'جارٍ التنزيل…',
  pictureGone: 'لم تعد هذه الصورة متوفرة',
  fileGone: 'لم يعد هذا الملف متوفرًا',
  fileBroken: 'هذا الملف تالف',
  fileFailed: 'لم يتم التحميل',
  tryAgain: 'إعادة المحاولة',

  // The viewer of pictures.
  viewer: 'الصور',
  viewerCount: (place, total) => `${number(place)} من ${number(total)}`,
  viewerPrevious: 'الصورة السابقة',
  viewerNext: 'الصورة التالية',
  viewerClose: 'إغلاق',
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  pictureLoading: 'جارٍ التحميل…',
  pictureFailed: 'تعذّر تحميل الصورة',

  // Emoji.
  emoji: 'رموز تعبيرية',
  emojiMatches: 'رموز تعبيرية مطابقة',
  emojiReaction: 'المزيد من الرموز التعبيرية',
  emojiSearch: 'البحث عن رمز تعبيري',
  emojiFound: (count) =>
    plural(count, {
      zero: 'لا رموز تعبيرية',
      one: 'رمز تعبيري واحد',
      two: 'رمزان تعبيريان',
      few: '# رموز تعبيرية',
      many: '# رمزًا تعبيريًا',
      other: '# رمز تعبيري',
    }),
  emojiNone: 'لم يُعثر على رموز تعبيرية',
  emojiRecent: 'المستخدمة مؤخرًا',
  emojiGroups: [
    ...['وجوه ومشاعر', 'أشخاص وجسم', 'حيوانات وطبيعة', 'طعام وشراب'],
    ...['سفر وأماكن', 'أنشطة', 'أشياء', 'رموز', 'أعلام'],
  ],
  emojiTone: 'لون البشرة',
  emojiTones: ['الافتراضي', 'فاتح', 'متوسط الفتوح', 'متوسط', 'متوسط الدكنة', 'داكن'],
  emojiHint: 'Shift: عدة رموز',

  // The search.
  searchCount: (place, total) => `${number(place)} من ${number(total)}`,
  searchNone: 'لا نتائج',
  searchOlder: 'نتيجة أقدم',
  searchNewer: 'نتيجة أحدث',
  searching: (when) => (when ? `رجوعًا إلى ${when}…` : 'جارٍ البحث…'),
  searchedBack: (when) => (when ? `تم البحث رجوعًا إلى ${when}` : 'تم البحث في أحدث الرسائل'),
  searchedAll: 'تم البحث في جميع الرسائل',
  searchFailed: 'تعذّر تحميل الرسائل السابقة.',
  searchStop: 'إيقاف',
  searchFurther: 'متابعة البحث',
  searchClose: 'إغلاق البحث',

  // The menu of the chat, and transcripts.
  chatMenu: 'خيارات الدردشة',
  copyConversation: 'نسخ المحادثة',
  downloadText: 'تنزيل كنص',
  downloadPage: 'تنزيل كصفحة ويب',
  downloadJson: 'تنزيل بصيغة JSON',
  printConversation: 'طباعة',
  newsSound: 'الصوت',
  newsDesktop: 'إشعارات سطح المكتب',
  newsDenied: 'محظورة في إعدادات المتصفح',
  newsUnsupported: 'غير متوفرة هنا',
  gathering: (count) => `جارٍ تحميل الرسائل السابقة… ${number(count)} حتى الآن`,
  stopGathering: 'إيقاف',
  gatheringStopped: 'تم الإيقاف',
  downloadStarted: 'بدأ التنزيل',
  transcriptFailed: 'لم ينجح ذلك. حاول مرة أخرى.',
  title: 'الدردشة',
  transcriptRoom: 'الغرفة',
  transcriptTaken: 'تاريخ الحفظ',
  transcriptLanguage: 'اللغة',
  transcriptMessages: 'الرسائل',
  transcriptIncomplete: 'تعذّر تحميل الرسائل السابقة.',
  transcriptOwn: (name) => `${apart(name)} (أنت)`,
  transcriptReply: (name, excerpt) => `ردًا على ${apart(name)}: ${excerpt}`,
  transcriptReplyGone: 'ردًا على رسالة غير موجودة هنا',
  transcriptFile: (name, type, size) => `ملف: ${apart(name)} (${apart(type)}، ${apart(size)})`,

  // The questions before a chat.
  preChat: 'قبل الدردشة',
  preChatName: 'الاسم',
  preChatEmail: 'البريد الإلكتروني',
  preChatTopic: 'كيف يمكننا مساعدتك؟',
  preChatOptional: 'اختياري',
  preChatStart: 'بدء الدردشة',
  preChatStarting: 'جارٍ البدء…',
  preChatNameMissing: 'يُرجى إدخال اسمك.',
  preChatEmailMissing: 'يُرجى إدخال بريدك الإلكتروني.',
  preChatEmailWrong: 'يُرجى إدخال عنوان مثل \u2066name@example.com\u2069.',
  preChatTopicMissing: 'يُرجى كتابة موضوع استفسارك.',
  preChatTooLong: (max) =>
    plural(max, {
      zero: 'يُرجى اختصار النص.',
      one: 'يُرجى اختصار النص إلى حرف واحد.',
      two: 'يُرجى اختصار النص إلى حرفين.',
      few: 'يُرجى اختصار النص إلى # أحرف.',
      many: 'يُرجى اختصار النص إلى # حرفًا.',
      other: 'يُرجى اختصار النص إلى # حرف.',
    }),
  preChatCheck: 'يُرجى التحقق من بياناتك والمحاولة مرة أخرى.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'فتح الدردشة',
  closeChat: 'إغلاق الدردشة',
  unreadMessages: (count) =>
    plural(count, {
      zero: 'لا رسائل غير مقروءة',
      one: 'رسالة واحدة غير مقروءة',
      two: 'رسالتان غير مقروءتين',
      few: '# رسائل غير مقروءة',
      many: '# رسالة غير مقروءة',
      other: '# رسالة غير مقروءة',
    }),
  mentioned: 'تمت الإشارة إليك',
  pressToWrite: (key) => `اضغط ${apart(key)} للكتابة`,
  previewReply: 'اكتب ردًا…',
  previewClose: 'إغلاق المعاينة',
  previewMore: (count) =>
    plural(count, {
      zero: 'ولا رسائل أخرى',
      one: 'ورسالة أخرى',
      two: 'ورسالتان أخريان',
      few: 'و# رسائل أخرى',
      many: 'و# رسالة أخرى',
      other: 'و# رسالة أخرى',
    }),

  // Typing, read marks and presence.
  typing: (names, more) =>
    more > 0 || names.length > 2 ? 'عدة أشخاص يكتبون…' : `يكتب الآن: ${list(names)}…`,
  seen: 'تمت المشاهدة',
  seenBy: (count) =>
    plural(count, {
      zero: 'لم يشاهدها أحد',
      one: 'شاهدها شخص واحد',
      two: 'شاهدها شخصان',
      few: 'شاهدها # أشخاص',
      many: 'شاهدها # شخصًا',
      other: 'شاهدها # شخص',
    }),
  present: (names, more) => `المتواجدون: ${list([...names, more > 0 && others(more)])}`,

  // Notifications on the desktop.
  newsMention: (name) => `إشارة إليك من ${apart(name)}`,
  newsUnnamed: 'رسالة جديدة',
};
