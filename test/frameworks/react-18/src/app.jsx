import { MomentoChat } from 'momento-chat/react';
import { useState, version } from 'react';

export function App() {
  const [sent, setSent] = useState('');
  return (
    <>
      <h1>React {version}</h1>
      <MomentoChat
        room="lobby"
        className="chat"
        historyLimit={50}
        away={false}
        hidden={false}
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
