import { MomentoChatElement } from '../momento-chat.js';
import type { Room } from '../core/room.js';
import type { Session, TokenProvider } from '../session/session.js';
import type { RoomAccess } from '../transport/room-access.js';
import type { Transport } from '../transport/transport.js';

/** What the feed brings, and what it asks for. */
export interface FeedHost {
  /** The inbox's topic, by the last access. */
  readonly topic: () => string;
  /**
   * A text from the topic. The same one may come twice.
   *
   * @param publisherId whose token has published it; undefined for servers
   */
  readonly receive: (text: string | undefined, publisherId: string | undefined) => void;
  /**
   * Fetches the list anew: when the feed begins, after each gap, and when the page comes back. Until it is done, the feed is
   * catching up.
   *
   * @throws ChatError
   */
  readonly fetchList: () => Promise<void>;
}

/**
 * The inbox's one subscription. It is a chat without views, of a room whose topic is the inbox's and whose history is the list
 * of conversations: so it has the chat's own way to refresh tokens, to notice silence, to reconnect, and to fetch what a gap
 * has swallowed.
 */
export class InboxFeedElement extends MomentoChatElement {
  /** @internal */
  static override styles: never[] = [];

  /** @internal */
  feed: FeedHost | undefined;

  /** @internal */
  protected override roomThrough(
    { tokens, createTransport }: RoomAccess,
    cacheName?: string,
  ): Room {
    const host = this.feed;
    if (!host) return super.roomThrough({ tokens, createTransport }, cacheName);
    const create = (session: Session): Transport =>
      feedTransport(createTransport({ ...session, room: host.topic() }), host);
    return super.roomThrough({ tokens, createTransport: create }, cacheName);
  }

  /** @internal */
  protected override render(): unknown {
    return '';
  }
}

/** Not a class: the widget's minifier shortens names of members that both sides must know. */
function feedTransport(topic: Transport, { receive, fetchList }: FeedHost): Transport {
  return {
    // Not 0, or nothing would be fetched.
    historyLimit: 1,
    subscribe: (handlers, signal) =>
      topic.subscribe(
        {
          onItem: (item) => {
            receive(item.text, item.publisherId);
            // It counts them, and notices gaps.
            handlers.onItem(item);
          },
          onHeartbeat: () => handlers.onHeartbeat(),
          onDiscontinuity: () => handlers.onDiscontinuity(),
          onEnd: (error) => handlers.onEnd(error),
        },
        signal,
      ),
    async fetchHistory() {
      await fetchList();
      return [];
    },
    push: () => Promise.resolve(),
    publish: () => Promise.resolve(),
  };
}

/** A feed, to be put into a page. */
export function createFeed(feed: FeedHost, tokens: TokenProvider): InboxFeedElement {
  if (!customElements.get(TAG)) customElements.define(TAG, InboxFeedElement);
  const element = document.createElement(TAG) as InboxFeedElement;
  element.feed = feed;
  element.hidden = true;
  element.room = 'inbox';
  element.notify = '';
  element.tokenProvider = tokens;
  return element;
}

const TAG = 'momento-chat-inbox-feed';
