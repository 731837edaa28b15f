import type { ChatStrings } from '../element/chat-strings.js';
import { apart, grammarOf } from '../localization/grammar.js';

const { number, percent, plural, list } = grammarOf('he');

const tryLater = 'אי אפשר להגיע לצ׳אט כרגע.';
const setUp = 'הצ׳אט לא הוגדר כראוי. נא להודיע לבעלי האתר.';

const others = (count: number): string =>
  plural(count, { one: 'עוד אחד', two: 'עוד שניים', other: 'עוד #' });

export const words: ChatStrings = {
  // The conversation.
  conversation: 'שיחה',
  composerLabel: 'הודעה',
  composerPlaceholder: 'כתיבת הודעה',
  send: 'שליחה',
  retry: 'ניסיון נוסף',
  retryNow: 'לנסות עכשיו',
  discard: 'ביטול ההודעה',
  loading: 'השיחה נטענת',
  gap: 'ייתכן שחסרות כאן הודעות.',
  empty: 'אין עדיין הודעות. אפשר להתחיל בשלום!',
  unread: 'חדש',
  newMessages: (count) =>
    plural(count, { one: 'הודעה חדשה אחת', two: 'שתי הודעות חדשות', other: '# הודעות חדשות' }),
  toLatest: 'להודעות האחרונות',
  loadingEarlier: 'הודעות קודמות נטענות',
  earlierFailed: 'לא ניתן היה לטעון הודעות קודמות.',
  removed: 'ההודעה נמחקה.',
  reactions: 'תגובות',
  reactedBy: (emoji, names, own, more) => {
    const people = list([...names.map(apart), own && 'את/ה', more > 0 && others(more)]);
    return `${emoji} ${number(names.length + Number(own) + more)}: ${people}`;
  },
  addReaction: 'הוספת תגובה',
  inReplyTo: 'בתגובה אל',
  showOriginal: 'הצגת ההודעה',
  originalGone: 'ההודעה כבר לא זמינה.',
  edited: 'נערכה',
  changeFailed: 'השינוי לא נשמר.',
  removalFailed: 'לא ניתן היה למחוק את ההודעה.',
  bytesLeft: (count) =>
    count < 0
      ? plural(-count, {
          one: 'בייט אחד יותר מדי',
          two: 'שני בייטים יותר מדי',
          other: '# בייטים יותר מדי',
        })
      : plural(count, { one: 'נותר בייט אחד', two: 'נותרו שני בייטים', other: 'נותרו # בייטים' }),
  charactersLeft: (count) =>
    count < 0
      ? plural(-count, {
          one: 'תו אחד יותר מדי',
          two: 'שני תווים יותר מדי',
          other: '# תווים יותר מדי',
        })
      : plural(count, { one: 'נותר תו אחד', two: 'נותרו שני תווים', other: 'נותרו # תווים' }),
  mentionedYou: (name) => `אוזכרת על ידי ${apart(name)}`,
  suggestions: 'הצעות',
  away: 'אנחנו לא זמינים כרגע. אפשר להשאיר הודעה ונחזור אליך.',
  readOnly: 'אפשר לקרוא את השיחה, אבל לא לכתוב בה.',
  ended: 'השיחה הסתיימה.',
  connecting: 'מתבצע חיבור…',
  catchingUp: 'מתבצע עדכון…',
  reconnecting: 'מתבצע חיבור מחדש…',
  disconnected: 'אין חיבור.',
  sending: 'בשליחה…',
  failed: 'לא נשלחה.',
  sent: 'נשלחה',
  delivered: 'נמסרה',
  unknownAuthor: 'לא ידוע',
  you: 'את/ה',
  search: 'חיפוש',
  copyCode: 'העתקת הקוד',
  reported: 'הדיווח נשלח.',
  save: 'שמירה',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'אין לך גישה לשיחה הזו.',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': 'יותר מדי אנשים מצטרפים כרגע.',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'פג תוקף הגישה שלך לשיחה הזו.',
    'not-permitted': 'הפעולה הזו אינה מותרת כאן.',
    'cache-not-found': setUp,
    'quota-exceeded': 'הצ׳אט עמוס מאוד כרגע.',
    'service-rejected': 'הצ׳אט לא קיבל את הפעולה.',
    'connection-lost': 'החיבור נותק.',
    'connection-slow': 'החיבור איטי.',
    'service-unavailable': tryLater,
    'message-rejected': 'ההודעה לא אושרה על ידי הנהלת הצ׳אט.',
    'sending-too-fast': 'ההודעות נשלחות מהר מדי. נא להמתין רגע.',
    'message-too-long': 'ההודעה ארוכה מדי. נא לקצר אותה.',
    'outbox-full': 'יותר מדי הודעות ממתינות לשליחה. נא להמתין רגע.',
    'attachment-not-allowed': 'לא ניתן לשלוח כאן את הקובץ הזה.',
    'attachment-too-large': 'הקובץ גדול מדי.',
    'attachment-broken': 'הקובץ ריק או פגום.',
    'attachment-lost': 'הקובץ כבר לא זמין.',
  },

  // What visitors do with messages.
  moreActions: 'פעולות נוספות',
  reply: 'תשובה',
  copy: 'העתקת הטקסט',
  edit: 'עריכה',
  report: 'דיווח',
  remove: 'מחיקה',
  removeQuestion: 'למחוק את ההודעה?',
  keep: 'להשאיר',
  replyingTo: (name) => `תשובה אל ${apart(name)}`,
  editing: 'עריכת הודעה',
  cancel: 'ביטול',
  copied: 'הועתק',
  notCopied: 'לא ניתן היה להעתיק',
  people: 'אנשים שאפשר לאזכר',
  cannedAnswers: 'תשובות מוכנות',

  // Pictures and files.
  attach: 'צירוף קבצים',
  takePicture: 'צילום תמונה',
  dropFiles: 'אפשר לשחרר כאן קבצים כדי לצרף אותם',
  filesToSend: 'קבצים לשליחה',
  removeFile: (name) => `הסרת ${apart(name)}`,
  describe: (name) => `ALT: טקסט חלופי של ${apart(name)}`,
  description: 'תיאור התמונה',
  preparing: 'בהכנה…',
  uploading: (value) => `הועלו ${percent(value)}`,
  uploaded: 'מוכן לשליחה',
  openPicture: (name) => `פתיחת ${apart(name)}`,
  download: (name) => `הורדת ${apart(name)}`,
  downloading: 'בהורדה…',
  pictureGone: 'התמונה כבר לא זמינה',
  fileGone: 'הקובץ כבר לא זמין',
  fileBroken: 'הקובץ פגום',
  fileFailed: 'לא נטען',
  tryAgain: 'ניסיון נוסף',
  agentsAway: 'אנחנו לא זמינים כרגע',
  agentsHere: 'אנחנו כאן',
  answersInMinutes: (count) =>
    plural(count, {
      one: 'בדרך כלל אנחנו עונים בתוך דקה',
      two: 'בדרך כלל אנחנו עונים בתוך שתי דקות',
      other: 'בדרך כלל אנחנו עונים בתוך # דקות',
    }),
  answersInHours: (count) =>
    plural(count, {
      one: 'בדרך כלל אנחנו עונים בתוך שעה',
      two: 'בדרך כלל אנחנו עונים בתוך שעתיים',
      other: 'בדרך כלל אנחנו עונים בתוך # שעות',
    }),

  // The viewer of pictures.
  viewer: 'תמונות',
  viewerCount: (place, total) => `${number(place)} מתוך ${number(total)}`,
  viewerPrevious: 'התמונה הקודמת',
  viewerNext: 'התמונה הבאה',
  viewerClose: 'סגירה',
  zoomIn: 'הגדלה',
  zoomOut: 'הקטנה',
  pictureLoading: 'בטעינה…',
  pictureFailed: 'לא ניתן היה לטעון את התמונה',

  // Emoji.
  emoji: 'אמוג׳י',
  emojiMatches: 'אמוג׳י מתאימים',
  emojiReaction: 'עוד אמוג׳י',
  emojiSearch: 'חיפוש אמוג׳י',
  emojiFound: (count) => plural(count, { one: 'אמוג׳י אחד', two: 'שני אמוג׳י', other: '# אמוג׳י' }),
  emojiNone: 'לא נמצאו אמוג׳י',
  emojiRecent: 'בשימוש לאחרונה',
  emojiGroups: [
    ...['סמיילים ורגשות', 'אנשים וגוף', 'חיות וטבע', 'אוכל ושתייה'],
    ...['טיולים ומקומות', 'פעילויות', 'חפצים', 'סמלים', 'דגלים'],
  ],
  emojiTone: 'גוון עור',
  emojiTones: ['רגיל', 'בהיר', 'בהיר-בינוני', 'בינוני', 'כהה-בינוני', 'כהה'],
  emojiHint: 'Shift: בחירת כמה',

  // The search.
  searchCount: (place, total) => `${number(place)} מתוך ${number(total)}`,
  searchNone: 'אין תוצאות',
  searchOlder: 'תוצאה ישנה יותר',
  searchNewer: 'תוצאה חדשה יותר',
  searching: (when) => (when ? `אחורה עד ${when}…` : 'מתבצע חיפוש…'),
  searchedBack: (when) => (when ? `נסרק עד ${when}` : 'נסרקו ההודעות האחרונות'),
  searchedAll: 'נסרקו כל ההודעות',
  searchFailed: 'לא ניתן היה לטעון הודעות קודמות.',
  searchStop: 'עצירה',
  searchFurther: 'המשך החיפוש',
  searchClose: 'סגירת החיפוש',

  // The menu of the chat, and transcripts.
  chatMenu: 'אפשרויות הצ׳אט',
  copyConversation: 'העתקת השיחה',
  downloadText: 'הורדה כטקסט',
  downloadPage: 'הורדה כדף אינטרנט',
  downloadJson: 'הורדה כ-JSON',
  printConversation: 'הדפסה',
  newsSound: 'צליל',
  newsDesktop: 'התראות בשולחן העבודה',
  newsDenied: 'חסומות בהגדרות הדפדפן',
  newsUnsupported: 'לא זמין כאן',
  gathering: (count) => `הודעות קודמות נטענות… ${number(count)} עד כה`,
  stopGathering: 'עצירה',
  gatheringStopped: 'נעצר',
  downloadStarted: 'ההורדה התחילה',
  transcriptFailed: 'זה לא הצליח. אפשר לנסות שוב.',
  title: 'צ׳אט',
  transcriptRoom: 'חדר',
  transcriptTaken: 'נשמר',
  transcriptLanguage: 'שפה',
  transcriptMessages: 'הודעות',
  transcriptIncomplete: 'לא ניתן היה לטעון הודעות קודמות.',
  transcriptOwn: (name) => `${apart(name)} (את/ה)`,
  transcriptReply: (name, excerpt) => `בתגובה אל ${apart(name)}: ${excerpt}`,
  transcriptReplyGone: 'בתגובה להודעה שאינה כאן',
  transcriptFile: (name, type, size) => `קובץ: ${apart(name)} (${apart(type)}, ${apart(size)})`,

  // The questions before a chat.
  preChat: 'לפני הצ׳אט',
  preChatName: 'שם',
  preChatEmail: 'אימייל',
  preChatTopic: 'איך אפשר לעזור?',
  preChatOptional: 'לא חובה',
  preChatStart: 'התחלת צ׳אט',
  preChatStarting: 'מתחילים…',
  preChatNameMissing: 'נא להזין שם.',
  preChatEmailMissing: 'נא להזין כתובת אימייל.',
  preChatEmailWrong: 'נא להזין כתובת כמו \u2066name@example.com\u2069.',
  preChatTopicMissing: 'נא לכתוב במה מדובר.',
  preChatTooLong: (max) =>
    plural(max, {
      one: 'נא לקצר לתו אחד.',
      two: 'נא לקצר לשני תווים.',
      other: 'נא לקצר ל-# תווים.',
    }),
  preChatCheck: 'נא לבדוק את הפרטים ולנסות שוב.',

  // Around the conversation of a launcher or an overlay.
  openChat: 'פתיחת הצ׳אט',
  closeChat: 'סגירת הצ׳אט',
  unreadMessages: (count) =>
    plural(count, {
      one: 'הודעה אחת שלא נקראה',
      two: 'שתי הודעות שלא נקראו',
      other: '# הודעות שלא נקראו',
    }),
  mentioned: 'אוזכרת',
  pressToWrite: (key) => `לכתיבה: ${apart(key)}`,
  previewReply: 'תשובה…',
  previewClose: 'סגירת התצוגה המקדימה',
  previewMore: (count) =>
    plural(count, { one: 'ועוד הודעה אחת', two: 'ועוד שתי הודעות', other: 'ועוד # הודעות' }),

  // Typing, read marks and presence.
  typing: (names, more) => {
    if (more > 0 || names.length > 2) return 'כמה אנשים מקלידים…';
    return `${list(names)} ${names.length === 1 ? 'מקליד/ה…' : 'מקלידים…'}`;
  },
  seen: 'נצפתה',
  seenBy: (count) =>
    plural(count, { one: 'נצפתה על ידי אחד', two: 'נצפתה על ידי שניים', other: 'נצפתה על ידי #' }),
  present: (names, more) => `נמצאים כאן: ${list([...names, more > 0 && others(more)])}`,

  // Notifications on the desktop.
  newsMention: (name) => `אוזכרת על ידי ${apart(name)}`,
  newsUnnamed: 'הודעה חדשה',

  // The moderators’ desk.
  deskRemoveAll: (name) => `מחיקת כל ההודעות של ${apart(name)}`,
  deskRemoveAllQuestion: (name) => `למחוק את כל ההודעות של ${apart(name)}? אי אפשר לבטל את הפעולה.`,
  deskRemovedAll: (name) => `כל ההודעות של ${apart(name)} נמחקו`,
  deskMute: (name) => `השתקת ${apart(name)}`,
  deskBan: (name) => `חסימת ${apart(name)}`,
  deskLift: 'סיום עכשיו',
  deskMuted: (time) => `הופעלה השתקה למשך ${time}`,
  deskBanned: (time) => `הופעלה חסימה למשך ${time}`,
  deskLifted: (name) => `${apart(name)} יכול/ה לכתוב שוב`,
  deskNotAllowed: 'אין לך הרשאה לפעולה הזו.',
  deskNotFound: 'ההודעה כבר לא שמורה.',
  deskFailed: 'זה לא הצליח. אפשר לנסות שוב.',
  deskSlow: 'מצב איטי',
  deskReadOnly: 'קריאה בלבד',
  deskOff: 'כבוי',
  deskAnnounce: 'שליחת הטקסט כהכרזה',
  deskAnnounced: 'ההכרזה נשלחה',
  deskSlowOn: (time) => `מצב איטי: הודעה אחת כל ${time}`,
  deskSlowOff: 'המצב האיטי כבוי',
  deskReadOnlyOn: 'החברים יכולים עכשיו רק לקרוא',
  deskReadOnlyOff: 'החברים יכולים לכתוב שוב',
  deskPin: 'נעיצה',
  deskUnpin: 'ביטול הנעיצה',
  deskPinned: 'ההודעה ננעצה',
  deskUnpinned: 'הנעיצה בוטלה',
  pinnedMessages: 'הודעות נעוצות',
  nextPinned: (place, count) => `ההודעה הנעוצה הבאה (${number(place)} מתוך ${number(count)})`,
  foldPinned: 'הסתרת ההודעות הנעוצות',
  unfoldPinned: (count) =>
    plural(count, { one: 'הודעה נעוצה אחת', two: 'שתי הודעות נעוצות', other: '# הודעות נעוצות' }),
  newlyPinned: (name, text) => `ננעצה הודעה: ${apart(name)}: ${apart(text)}`,
  slowHint: (time) => `הודעה אחת כל ${time}`,
  slowWait: (time) => `אפשר לשלוח שוב בעוד ${time}.`,
  onlyModerators: 'כרגע רק הנהלת הצ׳אט יכולה לכתוב כאן.',
  mutedUntil: (time) => `אי אפשר לכתוב כאן עד ${apart(time)}.`,
};
