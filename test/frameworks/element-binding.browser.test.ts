import { expect } from '@open-wc/testing';
import { attributesOf, ElementBinding, HELD } from '../../src/frameworks/element-binding.js';
import { MEMBERS } from '../../src/frameworks/members.js';
import type { TokenResponse } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';

const CHAT = MEMBERS['momento-chat'];

describe('an element that a component keeps', () => {
  const chat = useChat();

  /** As a server renders it, in the page. */
  function rendered(
    values: Readonly<Record<string, unknown>>,
  ): HTMLElementTagNameMap['momento-chat'] {
    const element = document.createElement('momento-chat');
    for (const [name, text] of Object.entries({ ...attributesOf(CHAT, values), [HELD]: '' })) {
      element.setAttribute(name, text);
    }
    chat.adopt(element);
    return element;
  }

  it('enters no room before it has what HTML cannot say, and loses no event', async () => {
    const room = newRoom();
    const element = rendered({ room });
    const faults: string[] = [];
    element.addEventListener('momento-chat-error', ({ error }) => faults.push(error.code));
    await element.updateComplete;
    element.setAttribute('theme', 'dark');
    await element.updateComplete;
    expect(element.room).to.equal(room);
    expect([element.status, faults.join()]).to.deep.equal(['disconnected', '']);

    const seen: string[] = [];
    new ElementBinding(element, CHAT).apply(
      {
        room,
        tokenProvider: async () => {
          const answer = await fetch(`${chat.endpoint.urlFor('ada')}&room=${room}`);
          return (await answer.json()) as TokenResponse;
        },
      },
      {
        'momento-chat-status-change': ({ status }: { status: string }) => seen.push(status),
        'momento-chat-error': undefined,
      },
    );
    expect(element.hasAttribute(HELD)).to.equal(false);
    await untilStatus(element, 'connected');
    expect(seen[0]).to.equal('connecting');
    expect(faults).to.deep.equal([]);
  });

  it('gets only what has changed, and the defaults where a value is taken away', async () => {
    const element = rendered({ variant: 'inline' });
    const binding = new ElementBinding(element, CHAT);
    const room = newRoom();
    binding.apply(
      {
        room,
        tokenUrl: chat.endpoint.urlFor('ada'),
        credentials: 'include',
        historyLimit: 7,
        reports: true,
        suggestions: ['Hi', 'Hello'],
        strings: { send: 'Go' },
        value: 'a draft',
      },
      {},
    );
    expect(element.getAttribute('history-limit')).to.equal('7');
    expect(element.getAttribute('reports')).to.equal('');
    expect(element.getAttribute('suggestions')).to.equal('Hi|Hello');
    expect(element.suggestions).to.deep.equal(['Hi', 'Hello']);
    expect(element.strings).to.deep.equal({ send: 'Go' });
    expect([element.reports, element.historyLimit, element.value]).to.deep.equal([
      true,
      7,
      'a draft',
    ]);

    element.value = 'what the visitor wrote';
    binding.apply({ room, tokenUrl: element.tokenUrl, value: 'a draft' }, {});
    expect(element.value).to.equal('what the visitor wrote');
    const { credentials, historyLimit, reports, suggestions, strings } = element;
    expect({ credentials, historyLimit, reports, suggestions, strings }).to.deep.equal({
      credentials: 'same-origin',
      historyLimit: 100,
      reports: false,
      suggestions: [],
      strings: undefined,
    });
    expect(element.hasAttribute('history-limit')).to.equal(false);
    await untilStatus(element, 'connected');
  });

  it('calls the newest listener, and none once it is released', () => {
    const element = rendered({});
    const binding = new ElementBinding(element, CHAT);
    const called: string[] = [];
    const fire = () => element.dispatchEvent(new Event('momento-chat-open'));
    binding.apply({}, { 'momento-chat-open': () => called.push('first') });
    binding.apply({}, { 'momento-chat-open': () => called.push('second') });
    fire();
    binding.apply({}, {});
    fire();
    binding.apply({}, { 'momento-chat-open': () => called.push('third') });
    binding.release();
    fire();
    expect(called).to.deep.equal(['second']);
  });

  it('gets its properties once its class is there', async () => {
    const tag = `late-chat-${crypto.randomUUID()}`;
    const element = document.createElement(tag);
    const members = { attributes: { label: 'label' }, properties: ['hook'], events: [] };
    const binding = new ElementBinding(element, members);
    const hook = () => undefined;
    binding.apply({ label: 'first', hook: undefined }, {});
    binding.apply({ label: 'second', hook }, {});
    document.body.append(element);
    expect(Object.keys(element)).to.deep.equal([]);
    const set: unknown[] = [];
    customElements.define(
      tag,
      class extends HTMLElement {
        set label(value: unknown) {
          set.push(value);
        }
        set hook(value: unknown) {
          set.push(value);
        }
      },
    );
    await until('its properties', () => set.length > 0);
    expect(set).to.deep.equal(['second', hook]);
    element.remove();
  });
});
