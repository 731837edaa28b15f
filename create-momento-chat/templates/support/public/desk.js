const list = document.querySelector('#conversations');
const nobody = document.querySelector('#nobody');
const place = document.querySelector('#chat');

/** How often the list is fetched, in ms. */
const INTERVAL_MS = 2_000;

// The place for an inbox: <momento-chat-inbox> will stand where this list does.
async function refresh() {
  const response = await fetch('/conversations');
  if (!response.ok) {
    nobody.textContent = 'Open the link that the server has printed.';
    return;
  }
  const conversations = await response.json();
  nobody.hidden = conversations.length > 0;
  const known = new Map([...list.children].map((item) => [item.dataset.room, item]));
  list.replaceChildren(
    ...conversations.map((each) => updated(known.get(each.room) ?? newItem(each.room), each)),
  );
}

function newItem(room) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  item.dataset.room = room;
  button.addEventListener('click', () => open(room));
  item.append(button);
  return item;
}

function updated(item, { name, by, text }) {
  const button = item.firstChild;
  const line = `${name}\n${by}: ${text}`;
  if (button.textContent !== line) button.textContent = line;
  return item;
}

function open(room) {
  const chat = document.createElement('momento-chat');
  Object.assign(chat, { room, tokenUrl: '/momento-token' });
  place.replaceChildren(chat);
  for (const item of list.children) {
    item.firstChild.setAttribute('aria-pressed', String(item.dataset.room === room));
  }
}

await refresh();
setInterval(refresh, INTERVAL_MS);
