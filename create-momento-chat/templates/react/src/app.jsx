import 'momento-chat/react';
import { useState } from 'react';

export function App() {
  const [count, setCount] = useState(0);
  return (
    <>
      <h1>Lobby, {count} unread</h1>
      <momento-chat
        room="lobby"
        token-url="/momento-token"
        onmomento-chat-unread-change={(event) => setCount(event.count)}
      />
    </>
  );
}
