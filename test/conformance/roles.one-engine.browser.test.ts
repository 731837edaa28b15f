import { expect } from '@open-wc/testing';
import type { ChatElement, ChatMessage } from '../../src/momento-chat.js';
import { CACHE, until, untilStatus } from '../helpers/chat-fixture.js';
import { MODERATOR } from '../helpers/roles.js';
import { inEveryMode, TIMEOUT_MS, untilSent, type World } from './every-mode.js';

function find(element: ChatElement, id: string): ChatMessage | undefined {
  return element.messages.find((message) => message.id === id);
}

/** A message of Ada's, and a connected moderator who has it. */
async function enter({ ada, grace, served }: World, text: string) {
  const id = ada.send(text) ?? '';
  const moderator = served.open(MODERATOR);
  await untilStatus(moderator, 'connected');
  for (const element of [ada, grace, moderator]) {
    await until(text, () => find(element, id)?.text === text, TIMEOUT_MS);
  }
  await until('it to be settled', () => ada.pending.length === 0, TIMEOUT_MS);
  return { id, moderator };
}

/** Visitors who are there, and one who comes now, see a tombstone in the place of the message of Ada's. */
async function expectRemoved(world: World, id: string, moderator: ChatElement): Promise<void> {
  const { ada, grace, served } = world;
  for (const element of [ada, grace, moderator, served.open('edsger')]) {
    await until('the tombstone', () => find(element, id)?.removed, TIMEOUT_MS);
    expect(find(element, id)?.text).to.equal('');
    expect(find(element, id)?.author.name).to.equal('Ada');
  }
  await until('the end of the change', () => !changesOf(moderator), TIMEOUT_MS);
}

/** Whether a change of a message is on its way, or has failed. */
function changesOf(element: ChatElement): boolean {
  const list = element.shadowRoot?.querySelector('momento-chat-message-list');
  return (list?.changes.length ?? 0) > 0;
}

function listsOf({ chat, room }: World): Promise<string> {
  const relations = `momento-chat/relations/${JSON.stringify([room])}`;
  const lists = [room, relations].map((list) => chat.engine.list({ cache: CACHE, list }));
  return Promise.all(lists).then((items) => JSON.stringify(items));
}

inEveryMode('roles', {
  'roles: a moderator removes the message of another, for those who are there and who come later':
    async (world) => {
      const { id, moderator } = await enter(world, 'buy now');
      expect(moderator.session?.role).to.equal('moderator');
      expect(moderator.remove(id)).to.equal(true);
      // At once, before the server has answered.
      expect(find(moderator, id)?.removed).to.equal(true);
      await expectRemoved(world, id, moderator);
    },

  'roles: a removal whose Publish is refused or gets no response is told all the same': async (
    world,
  ) => {
    const { faults } = world.chat.engine;
    const { id, moderator } = await enter(world, 'buy now');
    const fault = { status: 'UNAVAILABLE', rpc: 'Publish', count: 1 } as const;
    await faults.inject({ kind: 'error', ...fault });
    await faults.inject({ kind: 'lost-answer', ...fault });
    moderator.remove(id);
    await expectRemoved(world, id, moderator);
  },

  'roles: what a moderator removes leaves no text behind, and returns neither by a retry nor after a reload':
    async (world) => {
      const { ada, chat, room, served } = world;
      const { id, moderator } = await enter(world, 'secret');
      ada.edit(id, 'secret, too');
      await until('the edit', () => find(moderator, id)?.editedAt !== undefined, TIMEOUT_MS);
      await untilSent(world);
      moderator.remove(id);
      // The page is left with the removal on its way.
      HTMLElement.prototype.remove.call(moderator);
      await expectRemoved(world, id, served.open(MODERATOR));
      expect(ada.edit(id, 'secret again')).to.equal(false);
      await until('the lists to be clean', async () => !(await listsOf(world)).includes('secret'));
      const again = served.open('ada');
      await until('the tombstone after a reload', () => find(again, id)?.removed, TIMEOUT_MS);
      expect(await chat.storedTexts(room)).to.deep.equal([]);
    },

  'roles: a removal by a member, or in a room without a server, removes nothing': async (world) => {
    const { grace, served, chat, room } = world;
    const { id, moderator } = await enter(world, 'hello');
    const isDirect = moderator.session?.mode === 'direct' && !served.relay;
    expect(grace.remove(id)).to.equal(false);
    if (isDirect) expect(moderator.remove(id)).to.equal(false);
    // What hostile clients of these tokens could write.
    const topic = served.behaviour.mode ? `${room}-input` : room;
    for (const tokenId of isDirect ? ['grace', MODERATOR] : ['grace']) {
      const claim = { userId: tokenId, role: 'owner', order: Date.now() };
      const text = JSON.stringify({ type: 'removal', id, ...claim });
      await chat.engine.publish({ cache: CACHE, topic, text, tokenId });
    }
    expect(grace.react(id, '👍')).to.equal(true);
    for (const element of [world.ada, grace, moderator, served.open('edsger')]) {
      await until('the reaction', () => find(element, id)?.reactions, TIMEOUT_MS);
      expect(find(element, id)?.text).to.equal('hello');
    }
    expect(await chat.storedTexts(room)).to.deep.equal(['hello']);
  },
});
