import { isMentioned, isRemoved, type ChatMessage } from '../protocol/message.js';
import { toJson } from '../protocol/json.js';
import { choose, chosen } from './choices.js';
import { iconColours } from './icon-colours.js';
import { asksFor, type NewsHost } from './news-host.js';
import { noticeOf, showMessage } from './notice-of.js';
import { askForPermission, DesktopNotice, permission, type DesktopState } from './notification.js';
import { PageIcon } from './page-icon.js';
import { PageTitle } from './page-title.js';
import { PageTotal } from './page-total.js';
import { Tabs } from './tabs.js';
import { mayPlay, playTone } from './tone.js';

/** So many messages are known to have been heard of, and so many missed ones are counted. */
const MAX_KNOWN = 100;

const title = new PageTitle();
const icon = new PageIcon();
/** All chats of the page together. */
const titleTotal = new PageTotal<NewsHost>((total) => title.show(total));
const iconTotal = new PageTotal<NewsHost>((total, host) => {
  // The icon of a page in a frame is not shown.
  if (window.top === window) icon.show(total > 0 ? iconColours(host) : undefined);
});

/** What there is of a room that one user has open, in this tab. */
interface Visit {
  readonly key: string;
  readonly room: string;
  readonly tabs: Tabs;
  readonly notice: DesktopNotice;
}

/** Tells of one chat's new messages while it is out of sight. */
export class ConnectedNews {
  readonly #host: NewsHost;
  /** Live messages that came while the chat was out of sight. Those that a page without focus shows count as read elsewhere. */
  readonly #missed = new Set<string>();
  readonly #heard = new Set<string>();
  #visit: Visit | undefined;
  /** Whether the room has been connected: what is unread before that is history. */
  #isLive = false;
  #unread = 0;
  /** The message to tell of next. */
  #next: ChatMessage | undefined;
  #isTelling = false;
  #listening: AbortController | undefined;

  constructor(host: NewsHost) {
    this.#host = host;
    this.#unread = host.unreadCount;
    this.sync();
  }

  /** Whether news sound, by the visitor's choice, or else the page's. */
  get sound(): boolean {
    return chosen('sound') ?? asksFor(this.#host, 'sound');
  }

  /** Remembers the choice for the origin. Turned on, it is heard once, which lets the browser play it later. */
  setSound(on: boolean): void {
    choose('sound', on);
    if (on && !this.#host.quiet) void playTone(true);
  }

  /** Whether news are shown on the desktop, by the visitor's choice, or else the page's, and the browser's permission. */
  get desktop(): DesktopState {
    const may = permission();
    if (may === undefined) return 'unsupported';
    if (may === 'denied') return 'denied';
    return may === 'granted' && (chosen('desktop') ?? asksFor(this.#host, 'desktop'))
      ? 'on'
      : 'off';
  }

  /** Remembers the choice for the origin; asks for the permission, for which it must be called in the visitor's act. */
  async setDesktop(on: boolean): Promise<DesktopState> {
    if (!on || (await askForPermission()) === 'granted') choose('desktop', on);
    if (!on) this.#visit?.notice.close();
    return this.desktop;
  }

  /** A live message of another author. */
  receive(message: ChatMessage): void {
    const { quiet, isConnected } = this.#host;
    this.sync();
    if (quiet || !isConnected || this.#heard.has(message.id)) return;
    keep(this.#heard, message.id);
    if (this.#isInSight) return;
    keep(this.#missed, message.id);
    this.#count();
    // One that names the visitor is not passed over for a newer one.
    if (!this.#next || !this.#isForVisitor(this.#next)) this.#next = message;
    void this.#tell();
  }

  /** After each update of the host, and when it has left the page. */
  sync(): void {
    const host = this.#host;
    if (host.isConnected) this.#listen();
    else this.#listening?.abort();
    this.#enter();
    this.#isLive ||= host.status === 'connected';
    this.#forgetRemoved();
    if (host.quiet) this.#visit?.notice.close();
    this.#look();
  }

  /** The newest messages are in view in a visible page that has the focus. */
  get #isInSight(): boolean {
    return this.#isShown && this.#host.unreadCount === 0 && hasFocus();
  }

  /** The chat is open in a visible page. */
  get #isShown(): boolean {
    const { opened, variant, isConnected } = this.#host;
    const isOpen = isConnected && (opened || variant === 'overlay');
    return isOpen && document.visibilityState === 'visible';
  }

  #isForVisitor(message: ChatMessage): boolean {
    return isMentioned(message, this.#host.session?.user.id);
  }

  #listen(): void {
    if (this.#listening && !this.#listening.signal.aborted) return;
    this.#listening = new AbortController();
    const options = { signal: this.#listening.signal };
    document.addEventListener('visibilitychange', this.#look, options);
    for (const type of ['focus', 'blur']) window.addEventListener(type, this.#look, options);
    window.addEventListener('pagehide', () => this.#rest(), options);
    window.addEventListener('pageshow', () => this.#visit?.tabs.enter(), options);
    for (const type of ['momento-chat-unread-change', 'momento-chat-open'] as const) {
      this.#host.addEventListener(type, this.#onChange, options);
    }
  }

  /** The page is left, perhaps to come back. A click on its notification would lead nowhere. */
  #rest(): void {
    this.#visit?.tabs.leave();
    this.#visit?.notice.close();
  }

  /** Another room, or another user: nothing is known of it. */
  #enter(): void {
    const { session, isConnected, room } = this.#host;
    const isHere = isConnected && session?.room === room;
    const key = isHere ? toJson([session.cacheName, room, session.user.id]) : '';
    if (key === (this.#visit?.key ?? '')) return;
    this.#rest();
    this.#missed.clear();
    this.#next = undefined;
    this.#isLive = false;
    const name = `momento-chat:news:${key}`;
    this.#visit = key === '' ? undefined : this.#visitOf(key, room, name);
  }

  #visitOf(key: string, room: string, name: string): Visit {
    const notice = new DesktopNotice(name);
    const onSeen = (): void => notice.close();
    const tabs = new Tabs(name, { isInSight: () => this.#isInSight, onSeen });
    return { key, room, tabs, notice };
  }

  readonly #onChange = (event: Event): void => {
    if (event.target !== this.#host) return;
    const before = this.#unread;
    this.#unread = this.#host.unreadCount;
    this.#enter();
    if (!this.#visit) return;
    // A page that is seen without the focus counts as read elsewhere: the visitor may look at another window.
    if (this.#unread === 0 && before > 0 && (!this.#isShown || hasFocus())) this.#read();
    // Some came while the connection was away: nobody has told of them.
    if (this.#unread > before && this.#isLive) this.#receiveNewest();
    this.#look();
  };

  #receiveNewest(): void {
    const ownId = this.#host.session?.user.id;
    const others = ({ author }: ChatMessage): boolean => author.id !== ownId || ownId === undefined;
    const recent = this.#host.messages.slice(-MAX_KNOWN).reverse();
    const newest = recent.find((message) => others(message) && !isRemoved(message));
    if (newest) this.receive(newest);
  }

  /** What is in sight is read. */
  readonly #look = (): void => {
    if (this.#visit && this.#missed.size > 0 && this.#isInSight) this.#read();
    this.#count();
  };

  #read(): void {
    this.#missed.clear();
    this.#next = undefined;
    this.#visit?.notice.close();
    this.#visit?.tabs.read();
  }

  #count(): void {
    const host = this.#host;
    const isTold = this.#visit !== undefined && !host.quiet;
    const count = isTold ? Math.max(host.unreadCount, this.#missed.size) : 0;
    titleTotal.set(host, asksFor(host, 'title') ? count : 0);
    iconTotal.set(host, asksFor(host, 'favicon') ? count : 0);
  }

  #forgetRemoved(): void {
    const shown = this.#visit?.notice.id;
    if (this.#missed.size === 0 && shown === undefined) return;
    for (const message of this.#host.messages.slice(-MAX_KNOWN)) {
      if (!isRemoved(message)) continue;
      this.#missed.delete(message.id);
      if (message.id === shown) this.#visit?.notice.close();
    }
  }

  /** Of one message at a time, and of the newest that came meanwhile. */
  async #tell(): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    while (this.#next) {
      const message = this.#next;
      const visit = this.#visit;
      this.#next = undefined;
      const mayTell = (this.sound && mayPlay()) || this.desktop === 'on';
      if (visit && mayTell && (await visit.tabs.claim(message.id))) this.#speak(message, visit);
    }
    this.#isTelling = false;
  }

  #speak(message: ChatMessage, visit: Visit): void {
    const host = this.#host;
    // It may be read by now, or removed.
    if (host.quiet || visit !== this.#visit || !this.#missed.has(message.id)) return;
    if (this.sound) void playTone();
    if (this.desktop !== 'on') return;
    const notice = noticeOf(message, host, this.#isForVisitor(message));
    void visit.notice.show(notice, () => showMessage(host, message.id));
  }
}

/** Whether the visitor works with the page. A page in a frame of another site is not told where the focus is. */
function hasFocus(): boolean {
  try {
    return window.top === null || window.top.document.hasFocus();
  } catch {
    return true;
  }
}

/** Adds an id to a set that keeps the newest ones. */
function keep(ids: Set<string>, id: string): void {
  ids.add(id);
  for (const old of ids) {
    if (ids.size <= MAX_KNOWN) return;
    ids.delete(old);
  }
}
