import { expect } from '@open-wc/testing';
import { until, untilShown, write } from '../helpers/chat-fixture.js';
import { deed, lineOf, linesOf, noticeIn, untilLine, useDesk } from './desk-fixture.js';

describe('an inbox', () => {
  const desk = useDesk();

  it('shows each conversation with its visitor, excerpt and wait, the newest first', async () => {
    const inbox = desk.open();
    await until('connected', () => inbox.status === 'connected');
    const ada = await desk.ask('ada', 'Where is my parcel?');
    await untilLine(inbox, ada.room, { excerpt: 'Where is my parcel?', tags: 'Waits' });
    const grace = await desk.ask('grace', 'The lid is broken.');
    await untilLine(inbox, grace.room, { name: 'Grace', unread: '1', tags: 'Unassigned' });
    const rooms = linesOf(inbox).map(({ room }) => room);
    expect(rooms.indexOf(grace.room)).to.be.lessThan(rooms.indexOf(ada.room));
    await until('both are counted', () => (inbox.counts?.waiting ?? 0) > 1);
  });

  it('opens a conversation, in which the agent answers, and the wait ends', async () => {
    const { room, chat } = await desk.ask('ada', 'Is anybody there?');
    const inbox = desk.open();
    await untilLine(inbox, room, { unread: '1' });
    inbox.open(room);
    const view = await until('chat', () => inbox.renderRoot.querySelector('momento-chat')).then(
      () => inbox.renderRoot.querySelector('momento-chat'),
    );
    if (!view) throw new Error('no chat');
    await untilShown(view, ['Is anybody there?']);
    await untilLine(inbox, room, { unread: '' });
    await until('can write', () => view.session !== undefined);
    await write(view, 'I am.');
    await untilShown(chat, ['Is anybody there?', 'I am.']);
    await until('no wait', () => !lineOf(inbox, room)?.tags.includes('Waits'));
    expect(lineOf(inbox, room)?.excerpt).to.contain('I am.');
  });

  it('tells one of two agents who claim a conversation at once who was first', async () => {
    const { room } = await desk.ask('ada', 'Help!');
    const [sam, ellen] = [desk.open(), desk.open({ agent: 'ellen' })];
    await untilLine(sam, room, { tags: 'Unassigned' });
    await untilLine(ellen, room, { tags: 'Unassigned' });
    sam.open(room);
    ellen.open(room);
    await until('both can claim', () => deed(sam, 'Assign to me') && deed(ellen, 'Assign to me'));
    deed(sam, 'Assign to me')?.click();
    deed(ellen, 'Assign to me')?.click();
    await until('both are told', () => noticeIn(sam) && noticeIn(ellen));
    const notices = [noticeIn(sam), noticeIn(ellen)].sort();
    const winner = noticeIn(sam).startsWith('Assigned') ? 'Sam' : 'Ellen';
    expect(notices).to.deep.equal(['Assigned to you: Ada', `${winner} was first: Ada`]);
    const loser = winner === 'Sam' ? ellen : sam;
    await untilLine(loser, room, { tags: winner });
  });
});
