import { expect } from '@open-wc/testing';
import type { ChatMessage } from '../../src/momento-chat.js';
import type { MessageList } from '../../src/views/message-list.js';
import { ListFixture, message, messages, pending } from '../helpers/list-fixture.js';

describe('the entrance of messages', () => {
  let fixture: ListFixture;
  let list: MessageList;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    list = fixture.list;
  });

  const show = (...shown: readonly ChatMessage[]): Promise<void> => fixture.show(...shown);

  /** Where the row of a message comes from; undefined: it is simply there. */
  function origin(id: string): readonly number[] | undefined {
    const [animation] = list.rowOf(id)?.getAnimations() ?? [];
    const [first] = (animation?.effect as KeyframeEffect | undefined)?.getKeyframes() ?? [];
    const [x = '', y = '0'] = String(first?.translate).split(' ');
    return first && [parseFloat(x), parseFloat(y)];
  }

  it('is from the side of others, and from the composer for the visitor', async () => {
    await show(...messages(3));
    expect(['0', '1', '2'].map(origin)).to.deep.equal([undefined, undefined, undefined]);
    await show(...messages(3), message(3));
    expect(origin('3')).to.deep.equal([-12, 0]);
    list.pending = [pending(4, 'sending')];
    await list.updateComplete;
    expect(origin('4')).to.deep.equal([0, 16]);
  });

  it('is from the right where the page is written to the left', async () => {
    list.dir = 'rtl';
    await show(...messages(3));
    await show(...messages(3), message(3));
    expect(origin('3')).to.deep.equal([12, 0]);
  });

  it('is none for earlier messages, and for many at once', async () => {
    await show(...messages(3, 10));
    await show(...messages(13));
    expect(origin('9')).to.equal(undefined);
    await show(...messages(20));
    expect(origin('19')).to.equal(undefined);
  });
});
