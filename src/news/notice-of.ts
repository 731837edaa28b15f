import { closestLanguage } from '../localization/closest-language.js';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import { plainText } from '../views/actions/borrowed.js';
import { trustedAvatar } from '../views/avatar.js';
import type { MessageList } from '../views/message-list.js';
import type { NewsHost } from './news-host.js';
import type { Notice } from './notification.js';
import { newsStrings } from './words.js';

/** So many UTF-16 code units of a text are shown on the desktop. */
const MAX_LENGTH = 200;

/** What the desktop shows of a message. */
export function noticeOf(message: ChatMessage, host: NewsHost, isForVisitor: boolean): Notice {
  const language = closestLanguage(host);
  const words = newsStrings({ ...host.strings, ...listOf(host)?.strings });
  const { id, author } = message;
  const name = author.name || words.newsUnnamed;
  const context = { formatted: host.formatting !== 'off', nameOf: () => undefined };
  const icon = pictureOf(author, host);
  return {
    id,
    title: isForVisitor && author.name ? words.newsMention(name) : name,
    options: {
      body: plainText(message, context, MAX_LENGTH),
      lang: language,
      dir: getComputedStyle(host).direction === 'rtl' ? 'rtl' : 'ltr',
      // For the page's service worker, where that shows it.
      data: { room: host.room, id },
      ...(icon !== undefined && { icon }),
    },
  };
}

/** Brings a message before the visitor, as far as the chat still has it. */
export function showMessage(host: NewsHost, id: string): void {
  window.focus();
  host.open();
  host.scrollIntoView({ block: 'nearest' });
  void host.updateComplete.then(() => {
    if (!host.messages.some((message) => message.id === id)) return;
    listOf(host)?.goTo(id);
  });
}

/** Has the words of the chat's language, and the host's own; null where the chat shows no conversation. */
function listOf(host: NewsHost): MessageList | null {
  return host.renderRoot.querySelector('momento-chat-message-list');
}

/** The same picture as beside the author's messages. */
function pictureOf(author: MessageAuthor, { avatarUrl, session }: NewsHost): string | undefined {
  try {
    const url = avatarUrl
      ? avatarUrl(author)
      : trustedAvatar(author.avatarUrl, session?.user.avatarUrl);
    return url !== undefined && /^https?:$/.test(new URL(url, document.baseURI).protocol)
      ? url
      : undefined;
  } catch {
    // A fault of the page's, which is logged where the message is shown.
    return undefined;
  }
}
