import { MomentoChat } from 'momento-chat/react';
import { useState } from 'react';

export function App() {
  const [count, setCount] = useState(0);
  return (
    <>
      <h1>Lobby, {count} unread</h1>
      <MomentoChat
        room="lobby"
        tokenUrl="/momento-token"
        onChatUnreadChange={(event) => setCount(event.count)}
      />
    </>
  );
}
