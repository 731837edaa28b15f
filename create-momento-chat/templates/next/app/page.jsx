import { Chat } from './chat.jsx';

export default function Page() {
  return (
    <>
      <h1>Lobby</h1>
      <Chat />
    </>
  );
}
