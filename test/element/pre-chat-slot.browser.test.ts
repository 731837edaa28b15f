import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, nextEvent, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { expectSame, focused, settled } from '../helpers/element-parts.js';
import { isAsked, untilAsked } from '../helpers/pre-chat.js';

describe('the page’s own form before the chat', () => {
  const chat = useChat();
  let room: string;
  let before: number;

  beforeEach(async () => {
    room = newRoom();
    before = (await chat.endpoint.requests()).length;
  });

  /** A chat with a form in its slot, made of these fields. */
  function open(
    fields: string,
    preChat = '',
  ): { element: MomentoChatElement; form: HTMLFormElement } {
    const element = document.createElement('momento-chat');
    element.setAttribute('room', room);
    element.setAttribute('token-url', chat.endpoint.url);
    element.setAttribute('pre-chat', preChat);
    element.innerHTML = `<form slot="pre-chat">${fields}<button>Go</button></form>`;
    chat.adopt(element);
    const form = element.querySelector('form');
    if (!form) throw new Error('no form');
    return { element, form };
  }

  async function answers(): Promise<(Record<string, string> | undefined)[]> {
    const requests = (await chat.endpoint.requests()).slice(before);
    return requests
      .filter(({ method }) => method !== 'OPTIONS')
      .map((request) => request.answers ?? {});
  }

  it('takes the place of the built-in one, and its fields are the answers', async () => {
    const { element, form } = open(
      `<input name="name" value=" Grace "><select name="plan"><option>gold</select>
       <textarea name="notes">a
b</textarea><input name="left-out" value=""><input type="checkbox" name="tags" value="a" checked>
       <input type="checkbox" name="tags" value="b" checked><input type="checkbox" name="no">
       <input type="file" name="file"><input name="constructor" value="me">
       <button name="topic" value="billing">Billing</button>`,
      'name email',
    );
    await untilAsked(element);
    expect(element.renderRoot.querySelector('#pre-chat-name')?.checkVisibility()).to.equal(false);
    expect(form.checkVisibility()).to.equal(true);
    form.querySelector<HTMLElement>('[name="topic"]')?.click();
    await untilStatus(element, 'connected');
    expect(await answers()).to.deep.equal([
      {
        name: 'Grace',
        plan: 'gold',
        notes: 'a\nb',
        tags: 'a, b',
        constructor: 'me',
        topic: 'billing',
      },
    ]);
    // The page stays where it is, and the form as well.
    expectSame(element.querySelector('form'), form);
    expect(form.checkVisibility()).to.equal(false);
  });

  it('is held to its own rules by the browser', async () => {
    const { element, form } = open('<input name="code" required pattern="[0-9]+">');
    await untilAsked(element);
    const input = form.elements.namedItem('code') as HTMLInputElement;
    form.querySelector('button')?.click();
    await settled(element);
    expect(isAsked(element)).to.equal(true);
    expect(await answers()).to.deep.equal([]);
    input.value = '42';
    form.querySelector('button')?.click();
    await untilStatus(element, 'connected');
    expect(await answers()).to.deep.equal([{ code: '42' }]);
  });

  it('is told about a text that is too long, until it is shorter', async () => {
    const { element, form } = open('<input name="elements"><input name="longest">');
    await untilAsked(element);
    const [, longest] = form.querySelectorAll('input');
    if (!longest) throw new Error('no field');
    longest.value = 'x'.repeat(501);
    form.querySelector('button')?.click();
    expect(longest.validationMessage).to.equal('Please shorten this to 500 characters.');
    expect(await answers()).to.deep.equal([]);
    longest.value = 'x'.repeat(500);
    longest.dispatchEvent(new InputEvent('input', { bubbles: true }));
    expect(longest.validationMessage).to.equal('');
    form.querySelector('button')?.click();
    await untilStatus(element, 'connected');
    expect(await answers()).to.deep.equal([{ longest: 'x'.repeat(500) }]);
  });

  it('can be so wrong that its developer is told: the rest is taken', async () => {
    const many = Array.from({ length: 22 }, (_, n) => `<input name="a${String(n)}" value="x">`);
    for (const [fields, word, count] of [
      [
        '<input name="user[name]" value="x"><input name="__proto__" value="x"><input name="ok" value="x">',
        'user[name]',
        1,
      ],
      [many.join(''), 'more than 20', 20],
    ] as const) {
      const { element, form } = open(fields);
      await untilAsked(element);
      const fault = nextEvent(element, 'momento-chat-error');
      form.querySelector('button')?.click();
      const { error } = await fault;
      expect(error.code).to.equal('configuration-invalid');
      expect(error.message).to.include(word);
      await untilStatus(element, 'connected');
      expect(Object.keys(element.preChatAnswers ?? {})).to.have.length(count);
      element.remove();
      room = newRoom();
    }
  });

  it('can be missing: its developer is told', async () => {
    const element = document.createElement('momento-chat');
    element.setAttribute('room', room);
    element.setAttribute('token-url', chat.endpoint.url);
    element.setAttribute('pre-chat', '');
    const fault = nextEvent(element, 'momento-chat-error');
    chat.adopt(element);
    expect((await fault).error.message).to.include('its slot has no form');
  });

  it('gets the focus by focus()', async () => {
    const { element, form } = open('<input type="hidden" name="a"><input name="b">');
    await untilAsked(element);
    element.focus();
    await until('the focus', () => focused() === form.elements.namedItem('b'));
  });

  it('keeps what was written where the answers are refused', async () => {
    const { element, form } = open('<input name="email" value="unwelcome@example.com">');
    await untilAsked(element);
    const fault = nextEvent(element, 'momento-chat-error');
    form.querySelector('button')?.click();
    expect((await fault).error.code).to.equal('token-refused');
    await untilAsked(element);
    const input = form.elements.namedItem('email') as HTMLInputElement;
    expect(input.value).to.equal('unwelcome@example.com');
    input.value = 'grace@example.com';
    form.querySelector('button')?.click();
    await untilStatus(element, 'connected');
  });

  it('is accessible', async () => {
    const { element } = open('<label>Order <input name="order"></label>');
    await untilAsked(element);
    await expect(element).to.be.accessible();
  });
});
