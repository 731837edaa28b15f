import { MomentoChat } from 'momento-chat/react';
import { Chat } from './chat.jsx';

// On request, so that the production server renders it.
export const dynamic = 'force-dynamic';

export default function Page() {
  return (
    <>
      <h1>Lobby</h1>
      <Chat />
      {/* A server component may use it, too, as long as it passes no functions. */}
      <MomentoChat
        className="corner"
        room="lobby"
        tokenUrl="/momento-token"
        variant="launcher"
        connect="eager"
      />
    </>
  );
}
