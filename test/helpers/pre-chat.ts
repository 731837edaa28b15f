import type { ChatElement, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, useChat, type OpenOptions } from './chat-fixture.js';
import { inside, settled } from './element-parts.js';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Whether the questions before the chat are shown, and can be answered. */
export function isAsked(element: ChatElement): boolean {
  return element.renderRoot.querySelector('.questions[aria-busy="false"]') !== null;
}

/** Waits until the questions are shown. */
export async function untilAsked(element: ChatElement): Promise<void> {
  await until('the questions before the chat', () => isAsked(element));
  await settled(element);
}

export function fieldOf(element: ChatElement, name: string): Field {
  return inside<Field>(element, `#pre-chat-${name}`);
}

/** Writes into built-in fields as a visitor does. */
export async function fill(
  element: ChatElement,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(answers)) {
    const field = fieldOf(element, name);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
  await element.updateComplete;
}

/** Presses the button of the built-in questions. */
export async function start(element: ChatElement): Promise<void> {
  inside(element, '.start').click();
  await element.updateComplete;
}

/** The words under the built-in fields, by their names. */
export function errorsOf(element: ChatElement): Record<string, string> {
  const words = [...element.renderRoot.querySelectorAll('.wrong')].filter(
    ({ textContent }) => textContent !== '',
  );
  return Object.fromEntries(
    words.map(({ id, textContent }) => [id.replace(/^pre-chat-|-error$/g, ''), textContent]),
  );
}

/** Chats with questions before them, in a room for each test; for the tests of one `describe`. */
export function usePreChat() {
  const chat = useChat();
  let room = '';
  let earlier = 0;

  beforeEach(async () => {
    room = newRoom();
    earlier = (await chat.endpoint.requests()).length;
  });

  function open(preChat: string, options: OpenOptions = {}): MomentoChatElement {
    const { attributes, ...rest } = options;
    return chat.open({ room, ...rest, attributes: { 'pre-chat': preChat, ...attributes } });
  }

  /** The requests for tokens of this test. */
  async function allRequests() {
    return (await chat.endpoint.requests()).slice(earlier);
  }

  /** The same without preflights. */
  async function requests() {
    return (await allRequests()).filter(({ method }) => method !== 'OPTIONS');
  }

  /** Leaves the page and comes back to it, as a reload does. */
  function reloaded(element: MomentoChatElement, preChat: string): MomentoChatElement {
    element.remove();
    return open(preChat);
  }

  return { chat, open, allRequests, requests, reloaded, roomOfTest: () => room };
}
