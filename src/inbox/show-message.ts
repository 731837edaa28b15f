import type { MomentoChatElement } from '../momento-chat.js';

/** A chat that takes longer to open shows its newest messages, in ms. */
const OPENING_MS = 10_000;

/** Shows a message in a chat that may have just begun: as soon as its history is there. */
export async function showMessage(chat: MomentoChatElement, id: string): Promise<void> {
  await chat.updateComplete;
  if (chat.status !== 'connected') await connected(chat);
  const { room } = chat;
  await chat.updateComplete;
  // Another one may have been opened meanwhile.
  if (chat.isConnected && chat.room === room) {
    chat.renderRoot.querySelector('momento-chat-message-list')?.goTo(id);
  }
}

function connected(chat: MomentoChatElement): Promise<void> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(OPENING_MS);
    signal.addEventListener('abort', () => resolve());
    chat.addEventListener(
      'momento-chat-status-change',
      ({ status }) => {
        if (status === 'connected') resolve();
      },
      { signal },
    );
  });
}
