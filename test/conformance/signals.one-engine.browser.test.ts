import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import { CACHE, shown, until } from '../helpers/chat-fixture.js';
import { inEveryMode, TIMEOUT_MS, untilSent, type World } from './every-mode.js';

const ALL = 'typing read presence';

function switchOn({ ada, grace }: World, signals = ALL): void {
  for (const element of [ada, grace]) {
    element.signals = signals;
    element.signalBudget = 20;
  }
}

function names(people: readonly { readonly name: string }[]): string {
  return people.map(({ name }) => name).join();
}

/** Changes the composer's text as a person does. */
async function type(element: ChatElement, text: string): Promise<void> {
  const [input] = await composerOf(element);
  if (!input) throw new Error('unable to type; there is no text field');
  input.value += text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

async function composerOf(element: ChatElement): Promise<NodeListOf<HTMLTextAreaElement>> {
  const composer = element.shadowRoot!.querySelector('momento-chat-composer')!;
  await composer.updateComplete;
  return composer.shadowRoot!.querySelectorAll('textarea');
}

function lineOf(element: ChatElement, part: string): string {
  return element.shadowRoot?.querySelector(`[part='${part}']`)?.textContent.trim() ?? '';
}

inEveryMode('signals', {
  'signals: visitors see who is here, who writes, and what the others have seen': async (world) => {
    const { ada, grace } = world;
    switchOn(world);
    await until('both to be here', () => names(ada.present) && names(grace.present), TIMEOUT_MS);
    expect(names(ada.present)).to.equal(grace.session?.user.name);
    await until('the line', () => lineOf(ada, 'presence').includes(names(ada.present)));

    const typed = async (): Promise<boolean> => {
      await type(ada, 'x');
      return grace.typing.length > 0;
    };
    await until('Ada to write', () => typed(), TIMEOUT_MS);
    expect(names(grace.typing)).to.equal(ada.session?.user.name);
    expect(lineOf(grace, 'typing')).to.contain(ada.session?.user.name);

    // Only a message in view counts as seen, and the chats are one above the other.
    grace.scrollIntoView();
    const id = ada.send('Hello') ?? '';
    await untilSent(world);
    await until('the end of writing', () => grace.typing.length === 0, TIMEOUT_MS);
    await until('Grace to see it', () => ada.readersOf(id).length > 0, TIMEOUT_MS);
    expect(names(ada.readersOf(id))).to.equal(grace.session?.user.name);
    await until('the mark', async () => {
      const [mark] = await shown(ada, '[part=receipt]');
      return mark?.textContent.includes('Seen');
    });
    expect(grace.readersOf(id)).to.deep.equal([]);

    // Switched off and on again, in the same room.
    grace.signals = 'typing';
    await until('Grace to be unknown again', () => grace.present.length === 0);
    grace.signals = ALL;
    await until('Ada to be known again', () => names(grace.present), TIMEOUT_MS);
  },

  'signals: they leave nothing in the room’s lists, and nothing in chats without them': async (
    world,
  ) => {
    const { ada, grace, chat, room } = world;
    switchOn(world);
    await until('both to be here', () => names(ada.present) && names(grace.present), TIMEOUT_MS);
    expect(await chat.storedTexts(room)).to.deep.equal([]);
    const relations = `momento-chat/relations/${JSON.stringify([room])}`;
    expect(await chat.engine.list({ cache: CACHE, list: relations })).to.deep.equal([]);
    const quiet = world.served.open('edsger');
    await until('Edsger', () => quiet.status === 'connected', TIMEOUT_MS);
    const counted = quiet.droppedCount;
    await type(ada, 'x');
    await until('Ada to write', () => grace.typing.length > 0, TIMEOUT_MS);
    expect(quiet.droppedCount).to.equal(counted);
    expect(quiet.messages).to.deep.equal([]);
    expect(quiet.typing).to.deep.equal([]);
    expect(lineOf(quiet, 'typing')).to.equal('');
  },
});
