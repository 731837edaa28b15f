import { MomentoChat, type MomentoChatElement } from 'momento-chat/react';
import { useRef } from 'react';

export function Mistakes() {
  const chat = useRef<MomentoChatElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  return (
    <>
      <MomentoChat ref={chat} className="chat" room="lobby" readOnly tokenUrl="/momento-token" />
      <momento-chat ref={chat} room="lobby" readonly token-url="/momento-token" />
      {/* mistake: the room must be a text, not a number */}
      <MomentoChat room={7} />
      {/* mistake: unknown event */}
      <MomentoChat onChatMesage={() => undefined} />
      {/* mistake: wrong element type */}
      <MomentoChat ref={canvas} />
      {/* mistake: unknown variant */}
      <momento-chat variant="popup" />
    </>
  );
}
