import { expect, html } from '@open-wc/testing';
import { nothing } from 'lit';
import type { MessageActionEvent } from '../../src/views/message-list-events.js';
import { PARTS } from '../../src/views/parts/index.js';
import type { MessagePart } from '../../src/views/parts/message-part.js';
import { ListFixture, message } from '../helpers/list-fixture.js';

const like: MessagePart = ({ message: { id }, own }, { act }) =>
  own ? nothing : html`<button class="like" @click=${() => act('like', id)}>Like</button>`;

describe('the parts of a message', () => {
  let fixture: ListFixture;

  beforeEach(async () => {
    fixture = await ListFixture.open();
  });

  it('are rendered in order, if they have something to show', async () => {
    fixture.list.parts = [like, ...PARTS];
    await fixture.show(message(1), message(2, 'grace'));
    const rows = fixture.all('.message').map(({ children }) => [...children]);
    const classes = rows.map((row) => row.map(({ className }) => className.trim()));
    expect(classes).to.deep.equal([
      ['like', 'avatar', 'author', 'bubble', 'meta'],
      ['visually-hidden', 'bubble', 'meta'],
    ]);
  });

  it('request an action on their message with one event', async () => {
    const actions: string[] = [];
    fixture.list.addEventListener('message-action', (event) => {
      const { action, messageId } = event as MessageActionEvent;
      actions.push(`${action} ${messageId}`);
    });
    fixture.list.parts = [like];
    await fixture.show(message(1), message(2));
    for (const button of fixture.all('.like')) button.click();
    expect(actions).to.deep.equal(['like 1', 'like 2']);
  });

  it('are rendered again when others are set', async () => {
    await fixture.show(message(1));
    fixture.list.parts = [...PARTS, like];
    await fixture.list.updateComplete;
    expect(fixture.all('.like')).to.have.length(1);
    fixture.list.parts = PARTS;
    await fixture.list.updateComplete;
    expect(fixture.all('.like')).to.have.length(0);
    expect(fixture.all('.bubble')).to.have.length(1);
  });

  it('are not rendered in a removed message, which shows its tombstone only', async () => {
    fixture.list.parts = [...PARTS, like];
    await fixture.show({ ...message(1), text: '', removed: true });
    const [row] = fixture.all('.message');
    expect(row?.textContent.trim()).to.equal('This message was removed.');
    expect(row?.childElementCount).to.equal(1);
  });
});
