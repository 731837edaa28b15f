import type { Strings } from '../src/momento-chat.js';

export interface EventWords {
  readonly direction: 'ltr' | 'rtl';
  readonly page: Readonly<
    Record<'live' | 'kicker' | 'title' | 'lead' | 'more' | 'comments', string>
  >;
  /** The host's words for a language that is not built into the chat. */
  readonly chat: Partial<Strings>;
}

const count = (value: number): string => new Intl.NumberFormat('ar').format(value);

/** A translation by the host: all words but the errors. */
const ARABIC: Partial<Strings> = {
  conversation: 'المحادثة',
  composerLabel: 'رسالة',
  composerPlaceholder: 'اكتب رسالة',
  send: 'إرسال',
  retry: 'أعد المحاولة',
  retryNow: 'حاول الآن',
  discard: 'تجاهل',
  loading: 'جارٍ تحميل المحادثة',
  gap: 'قد تكون بعض الرسائل مفقودة هنا.',
  empty: 'لا رسائل بعد. قل مرحبًا!',
  unread: 'جديد',
  newMessages: (value) => `رسائل جديدة: ${count(value)}`,
  toLatest: 'إلى أحدث رسالة',
  loadingEarlier: 'جارٍ تحميل الرسائل السابقة',
  earlierFailed: 'تعذّر تحميل الرسائل السابقة.',
  removed: 'أُزيلت هذه الرسالة.',
  unreadMessages: (value) => `غير مقروءة: ${count(value)}`,
  title: 'الدردشة',
  readOnly: 'يمكنك قراءة هذه المحادثة دون الكتابة فيها.',
  connecting: 'جارٍ الاتصال…',
  catchingUp: 'جارٍ جلب ما فاتك…',
  reconnecting: 'جارٍ إعادة الاتصال…',
  disconnected: 'غير متصل.',
  sending: 'جارٍ الإرسال…',
  failed: 'لم تُرسل.',
  unknownAuthor: 'مجهول',
  you: 'أنت',
  reactions: 'التفاعلات',
  suggestions: 'اقتراحات',
  addReaction: 'أضف تفاعلًا',
  inReplyTo: 'ردًّا على',
  showOriginal: 'اعرض الرسالة',
  originalGone: 'لم تعد تلك الرسالة متاحة.',
  edited: 'معدّلة',
  changeFailed: 'لم يُحفظ التغيير.',
  removalFailed: 'تعذّر حذف الرسالة.',
  moreActions: 'إجراءات أخرى',
  reply: 'ردّ',
  copy: 'انسخ النص',
  edit: 'عدّل',
  remove: 'احذف',
  removeQuestion: 'أتريد حذف هذه الرسالة؟',
  keep: 'أبقها',
  replyingTo: (name) => `ردّ على ${name}`,
  editing: 'تعديل',
  save: 'احفظ',
  cancel: 'ألغِ',
  sent: 'أُرسلت',
  delivered: 'وصلت',
  search: 'ابحث في المحادثة',
  report: 'أبلغ عنها',
  reported: 'تم الإبلاغ.',
  copyCode: 'انسخ الشيفرة',
  copied: 'نُسخت.',
  notCopied: 'تعذّر النسخ.',
};

/** The page in three languages. English and Japanese are built into the chat; Arabic is the host's. */
export const EVENT_WORDS: Readonly<Record<string, EventWords>> = {
  en: {
    direction: 'ltr',
    page: {
      live: 'Live',
      kicker: 'Kumo Observatory · tonight until 4 a.m.',
      title: 'A night under the Perseids',
      lead: 'Once a year the Earth runs through the dust of a comet, and for a few hours it rains light. We have opened the roof: watch with us, from wherever you are.',
      more: 'Our astronomer Grace points the camera and answers questions beside the picture. Every full hour we show the brightest of the last sixty minutes again.',
      comments: 'Watching together',
    },
    chat: {},
  },
  ja: {
    direction: 'ltr',
    page: {
      live: '生中継',
      kicker: '雲天文台・今夜、午前4時まで',
      title: 'ペルセウス座流星群の夜',
      lead: '年に一度、地球は彗星の残した塵の中を通り、数時間のあいだ光の雨が降ります。ドームを開けました。どこからでも、ご一緒にどうぞ。',
      more: '天文学者のグレースがカメラを向け、映像の隣で質問に答えます。毎正時に、直前の一時間で最も明るかった流星をもう一度お見せします。',
      comments: 'みんなで見る',
    },
    chat: {},
  },
  ar: {
    direction: 'rtl',
    page: {
      live: 'مباشر',
      kicker: 'مرصد كومو · الليلة حتى الرابعة صباحًا',
      title: 'ليلة تحت شهب البرشاويات',
      lead: 'مرة كل عام تعبر الأرض غبار مذنّب، فتمطر السماء ضوءًا لبضع ساعات. لقد فتحنا السقف: شاهدوا معنا أينما كنتم.',
      more: 'توجّه عالمة الفلك غريس الكاميرا وتجيب عن الأسئلة بجانب الصورة. وعند رأس كل ساعة نعرض ألمع ما مرّ في الستين دقيقة الأخيرة.',
      comments: 'نشاهد معًا',
    },
    chat: ARABIC,
  },
};
