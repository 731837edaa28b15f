import { expect } from '@open-wc/testing';
import { render } from 'lit';
import type { ChatMessage } from '../../src/momento-chat.js';
import { borrow } from '../../src/frames/borrowed.js';
import { faces } from '../../src/frames/faces.js';
import { LENT } from '../../src/views/actions-module.js';

/** A message of the user with this id, whose name is the same in capitals. */
function by(id: string | undefined, name = id?.toUpperCase() ?? 'Guest'): ChatMessage {
  const author = { name, verified: true, ...(id !== undefined && { id }) };
  return {
    id: `${name} ${String(Math.random())}`,
    text: 'hello',
    author,
    sentAt: 0,
  } as ChatMessage;
}

describe('the faces in the header', () => {
  before(() => borrow(LENT));

  function initials(
    messages: readonly ChatMessage[],
    here: readonly { readonly id: string; readonly name: string }[] = [],
  ): string[] {
    const box = document.createElement('div');
    render(faces({ messages, ownId: 'me', here, avatarOf: () => undefined }), box);
    return [...box.querySelectorAll('.avatar')].map(({ textContent }) => textContent.trim());
  }

  it('are of the three latest authors, the newest first, each once', () => {
    const messages = ['a', 'b', 'c', 'd', 'c', 'd'].map((id) => by(id));
    expect(initials(messages)).to.deep.equal(['D', 'C', 'B']);
  });

  it('are first of those who are here', () => {
    expect(initials([by('a'), by('b')], [{ id: 'x', name: 'Xenia' }])).to.deep.equal([
      'X',
      'B',
      'A',
    ]);
  });

  it('are neither of the visitor nor of those without an id or a name', () => {
    expect(initials([by('me'), by(undefined), by('n', '')])).to.deep.equal([]);
  });
});
