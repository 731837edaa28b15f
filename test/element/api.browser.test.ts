import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  nextEvent,
  shown,
  until,
  untilShown,
  untilStatus,
  useChat,
} from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { LARGE } from '../helpers/viewports.js';

describe('the public interface', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  async function open(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = chat.open({ attributes });
    await untilStatus(element, 'connected');
    return element;
  }

  it('passes the accessibility audit with content in its slots', async () => {
    const element = await open({ away: '' });
    element.innerHTML = `
      <h2 slot="header">Support</h2>
      <p slot="greeting">Welcome!</p>
      <p slot="empty">Ask us anything.</p>
      <button slot="composer-actions" style="all: unset">Attach</button>`;
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      await settled(element);
      await expect(element).to.be.accessible();
    }
    for (const child of element.children)
      expect(child.checkVisibility(), child.slot).to.equal(true);
  });

  it('ignores the submit event of a form in the slot beside the send button', async () => {
    const element = await open();
    element.innerHTML = '<form slot="composer-actions"></form>';
    const errors: unknown[] = [];
    const { onerror } = window;
    window.onerror = (message) => errors.push(message);
    element.addEventListener('submit', (event) => event.preventDefault());
    element.querySelector('form')?.requestSubmit();
    window.onerror = onerror;
    expect(errors).to.deep.equal([]);
  });

  describe('opening', () => {
    it('an inline chat is always open, and its methods do nothing', async () => {
      const element = await open();
      let events = 0;
      for (const name of ['momento-chat-open', 'momento-chat-close'] as const) {
        element.addEventListener(name, () => (events += 1));
      }
      element.close();
      element.toggle();
      element.open();
      expect(element.opened).to.equal(true);
      expect(events).to.equal(0);
    });

    it('fires one event for each change', async () => {
      const element = await open({ variant: 'launcher', connect: 'eager' });
      const events: string[] = [];
      for (const name of ['momento-chat-open', 'momento-chat-close'] as const) {
        element.addEventListener(name, ({ type }) =>
          events.push(`${type} ${String(element.opened)}`),
        );
      }
      element.open();
      element.open();
      element.toggle();
      element.close();
      expect(events).to.deep.equal(['momento-chat-open true', 'momento-chat-close false']);
    });

    it('focus() opens a launcher and puts the focus into the composer', async () => {
      const element = chat.open({ attributes: { variant: 'launcher' } });
      element.focus();
      await settled(element);
      expect(element.opened).to.equal(true);
      expect(composerOf(element).shadowRoot?.activeElement?.localName).to.equal('textarea');
    });

    it('reconnect() enters the room of a launcher that was never opened', async () => {
      const element = chat.open({ attributes: { variant: 'launcher' } });
      await element.updateComplete;
      element.reconnect();
      await untilStatus(element, 'connected');
    });

    it('keeps the unsent text when the variant changes', async () => {
      const element = await open();
      composerOf(element).value = 'half a';
      for (const variant of ['launcher', 'overlay', 'inline'] as const) {
        element.variant = variant;
        await settled(element);
        expect(composerOf(element).value, variant).to.equal('half a');
        expect(element.status).to.equal('connected');
      }
    });

    it('an invalid variant is inline, and removed attributes return to their defaults', async () => {
      const names = ['variant', 'placement', 'hotkey', 'theme', 'connect'];
      const element = await open(Object.fromEntries(names.map((name) => [name, 'sideways'])));
      expect(element.opened).to.equal(true);
      for (const name of names) element.removeAttribute(name);
      await settled(element);
      const { variant, placement, hotkey, theme, connect } = element;
      expect([variant, placement, hotkey, theme, connect]).to.deep.equal([
        'inline',
        'bottom-end',
        'Enter',
        'auto',
        'lazy',
      ]);
      expect(element.getAttributeNames()).not.to.include.members(['variant', 'placement', 'theme']);
    });
  });

  describe('states', () => {
    it(':state(open) and :state(offline) match in style sheets', async () => {
      const element = await open({ variant: 'launcher', connect: 'eager' });
      await settled(element);
      expect(element.matches(':state(open)')).to.equal(false);
      expect(element.matches(':state(offline)')).to.equal(false);
      element.open();
      await settled(element);
      expect(element.matches(':state(open)')).to.equal(true);
      await chat.endpoint.behave({ status: 403 });
      element.room = newRoom();
      await untilStatus(element, 'failed');
      await settled(element);
      expect(element.matches(':state(offline)')).to.equal(true);
    });

    it('the chat also works in a browser without custom states', async () => {
      const name = 'attachInternals';
      const original = Object.getOwnPropertyDescriptor(HTMLElement.prototype, name) ?? {};
      for (const substitute of [
        undefined,
        () => ({}),
        () => ({
          states: {
            add: () => {
              throw new SyntaxError('no dashes');
            },
            delete: () => false,
          },
        }),
      ]) {
        Object.defineProperty(HTMLElement.prototype, name, { ...original, value: substitute });
        try {
          await open();
        } finally {
          Object.defineProperty(HTMLElement.prototype, name, original);
        }
        chat.closeAll();
      }
    });
  });

  describe('hooks', () => {
    it('renderMessage: the bubble contains the result', async () => {
      const element = await open();
      element.renderMessage = ({ text }) => html`<em>${text.toUpperCase()}</em>`;
      element.send('hello');
      await untilShown(element, ['HELLO']);
      expect(await shown(element, '.bubble em')).to.have.length(1);
      element.renderMessage = undefined;
      await untilShown(element, ['hello']);
    });

    it('renderMessage: an error shows the plain text, and is logged once', async () => {
      const { error } = console;
      const words: unknown[] = [];
      console.error = (...args: unknown[]) => words.push(args[0]);
      try {
        const element = await open();
        element.renderMessage = () => {
          throw new Error('oops');
        };
        element.send('one');
        element.send('two');
        await untilShown(element, ['one', 'two']);
        await until('them to be sent', () => element.pending.length === 0);
        expect(words.filter((word) => String(word).includes('renderMessage'))).to.have.length(1);
      } finally {
        console.error = error;
      }
    });

    it('avatarUrl: shows a picture only for authors that it returns a URL for', async () => {
      const room = newRoom();
      const grace = chat.open({ room, user: 'grace' });
      const element = chat.open({ room });
      await untilStatus(element, 'connected');
      await untilStatus(grace, 'connected');
      grace.send('hello');
      await untilShown(element, ['hello']);
      expect(await shown(element, '.avatar img')).to.have.length(0);
      const url = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
      element.avatarUrl = ({ id }) => (id === 'grace' ? url : undefined);
      await until('the picture', async () => (await shown(element, '.avatar img')).length === 1);
    });

    it('the event for unread messages bubbles', async () => {
      const element = chat.open({ attributes: { variant: 'launcher', connect: 'eager' } });
      await untilStatus(element, 'connected');
      const counted = nextEvent(document.body, 'momento-chat-unread-change');
      await chat.sendElsewhere(element.room, 'hello');
      expect((await counted).count).to.equal(1);
      expect(element.unreadCount).to.equal(1);
      await element.updateComplete;
      expect(inside(element, '.badge').textContent).to.contain('1');
    });
  });
});
