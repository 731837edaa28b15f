import { expect } from '@open-wc/testing';
import '../../src/views/message-list.js';
import type { ChatMessage } from '../../src/protocol/message.js';
import { ReactionAnnouncer } from '../../src/views/actions/reaction-announcer.js';
import { actionsLoaded } from '../helpers/actions-loaded.js';
import { message, messages } from '../helpers/list-fixture.js';

/** What a list sees of the chat around it. */
class Around extends HTMLElement {
  status = 'connected';
  messages: readonly ChatMessage[] = [];

  become(status: string): void {
    this.status = status;
    this.dispatchEvent(new Event('momento-chat-status-change'));
  }
}
customElements.define('x-around', Around);

const ME = 'me';

describe('the announcer of reactions', () => {
  let around: Around;
  let list: HTMLElementTagNameMap['momento-chat-message-list'];
  let log: HTMLElement;
  let announcer: ReactionAnnouncer;

  before(actionsLoaded);

  beforeEach(() => {
    around = document.createElement('x-around') as Around;
    const root = around.attachShadow({ mode: 'open' });
    list = document.createElement('momento-chat-message-list');
    list.userId = ME;
    log = document.createElement('div');
    root.append(list, log);
    document.body.append(around);
    around.messages = list.messages = [message(1, ME, 'mine'), message(2, 'grace', 'hers')];
    announcer = new ReactionAnnouncer(list, log);
  });

  afterEach(() => around.remove());

  /** @returns these messages, after a user has reacted to the one at `index` */
  function reacted(all: readonly ChatMessage[], index: number, id: string): ChatMessage[] {
    return all.map((each, at) => {
      if (at !== index) return each;
      const users = [...(each.reactions?.[0]?.users ?? []), { id, name: id }];
      return { ...each, reactions: [{ emoji: '👍', users }] };
    });
  }

  function show(all: readonly ChatMessage[]): void {
    around.messages = list.messages = all;
    announcer.update();
  }

  const said = (): string[] => [...log.children].map(({ textContent }) => textContent);

  it('tells of live ones of others to own messages', () => {
    show(reacted(reacted(list.messages, 0, 'grace'), 1, 'alan'));
    expect(said()).to.deep.equal(['👍 1: grace. mine']);
    show(reacted(list.messages, 0, ME));
    expect(said()).to.have.length(1);
  });

  it('does not tell of those that came before the chat had caught up, though they are shown after it', () => {
    around.become('catching-up');
    const all = reacted(list.messages, 0, 'grace');
    around.messages = all;
    around.become('connected');
    show(all);
    expect(said()).to.deep.equal([]);
    show(reacted(all, 0, 'alan'));
    expect(said()).to.deep.equal(['👍 1: alan. mine']);
  });

  it('tells of them where earlier messages and new ones come at the same time', () => {
    const now = reacted(list.messages, 0, 'grace');
    show([...messages(100, 10), ...now]);
    expect(said()).to.have.length(1);
    show([...reacted(list.messages, 100, 'alan'), message(500, 'grace', 'new')]);
    expect(said()).to.have.length(2);
  });

  it('takes those of a crowd as seen', () => {
    const own = Array.from({ length: 4 }, (_, index) => message(10 + index, ME, 'mine'));
    show(own);
    show(own.flatMap((_, index) => reacted(own, index, 'grace').slice(index, index + 1)));
    expect(said()).to.deep.equal([]);
  });

  it('listens no more to a chat that has another list', () => {
    const left: string[] = [];
    around.removeEventListener = (type: string) => void left.push(type);
    around.become('catching-up');
    expect(left).to.deep.equal([]);
    list.remove();
    around.become('connected');
    expect(left).to.deep.equal(['momento-chat-status-change']);
  });
});
