import type { ReactiveController } from 'lit';
import type { ConnectedNews, NewsHost } from '../../news/index.js';
import type { ChatError } from '../../protocol/errors.js';
import { missingModule } from '../../protocol/missing-module.js';
import { LENT } from '../../views/actions-module.js';

/**
 * Tells the visitor of new messages while the chat is out of sight. The module is loaded with the first message of others,
 * in sight or not: a tab that has none cannot keep the others quiet.
 */
export class NewsController implements ReactiveController {
  readonly #host: NewsHost;
  readonly #report: (error: ChatError) => void;
  #news: ConnectedNews | undefined;
  #loading: Promise<ConnectedNews | undefined> | undefined;

  constructor(host: NewsHost, report: (error: ChatError) => void) {
    this.#host = host;
    this.#report = report;
    host.addController(this);
    host.addEventListener('momento-chat-message', (event) => {
      if (event.target !== host || host.quiet) return;
      void this.load().then((news) => news?.receive(event.message));
    });
  }

  /** The module's interface; undefined where it cannot be loaded. */
  readonly load = (): Promise<ConnectedNews | undefined> => (this.#loading ??= this.#load());

  async #load(): Promise<ConnectedNews | undefined> {
    try {
      const { connectNews } = await import('../../news/index.js');
      return (this.#news = await connectNews(LENT, this.#host));
    } catch (cause) {
      // The chat works without it.
      this.#report(missingModule('tell of new messages', 'news', cause));
      return undefined;
    }
  }

  /** Asks for the browser's permission; it never rejects. @returns whether notifications are on */
  async allow(): Promise<boolean> {
    try {
      if (this.#host.quiet) return false;
      const loading = this.load();
      // Browsers ask in the visitor's act only: before anything is waited for.
      await Notification.requestPermission();
      return (await (await loading)?.setDesktop(true)) === 'on';
    } catch {
      return false;
    }
  }

  hostUpdated(): void {
    if (this.#host.unreadCount > 0 && !this.#host.quiet) void this.load();
    this.#news?.sync();
  }

  hostDisconnected(): void {
    this.#news?.sync();
  }
}
