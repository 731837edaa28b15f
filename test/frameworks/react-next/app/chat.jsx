'use client';

import { MomentoChat } from 'momento-chat/react';
import { useState } from 'react';

export function Chat() {
  const [sent, setSent] = useState('');
  return (
    <>
      <MomentoChat
        room="lobby"
        historyLimit={50}
        suggestions={['Hello']}
        strings={{ composerLabel: 'Write to us' }}
        tokenProvider={async (room, { signal }) => {
          const response = await fetch(`/momento-token?room=${room}`, { signal });
          return response.json();
        }}
        onChatSend={({ message }) => setSent(message.text)}
      >
        <p slot="greeting">Welcome</p>
      </MomentoChat>
      <output>{sent}</output>
    </>
  );
}
