// Each visitor has a room of their own, which the server knows.
const response = await fetch('/my-room');
const { room } = await response.json();
document.querySelector('momento-chat').room = room;
