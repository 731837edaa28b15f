import { connectOverlay } from '../src/overlay/client.js';
import { Asteroids } from './asteroids.js';
import { elementById } from './page.js';

/** The same server under its other host name: to the browser, another origin. */
const chatOrigin = new URL(location.origin);
chatOrigin.hostname = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';

const pilot = new URLSearchParams(location.search).get('pilot') ?? 'rin';

const field = elementById('field', HTMLCanvasElement);
const frame = elementById('frame', HTMLIFrameElement);
const score = elementById('score', HTMLElement);
const share = elementById('share', HTMLButtonElement);
const talk = elementById('talk', HTMLButtonElement);
const pause = elementById('pause', HTMLButtonElement);
const unread = elementById('unread', HTMLElement);
const announcement = elementById('announcement', HTMLElement);

elementById('origin', HTMLElement).textContent = chatOrigin.host;
elementById('other', HTMLAnchorElement).hidden = pilot === 'kenji';

const address = new URL('overlay-chat.html', chatOrigin);
address.searchParams.set('pilot', pilot);
frame.src = address.href;
const chat = connectOverlay(frame, { origin: chatOrigin.origin, hotkey: 'Enter' });

// The style of a closed chat lets the pointer through to the game.
chat.on('opened', (opened) => {
  frame.dataset.opened = String(opened);
  talk.ariaExpanded = String(opened);
});
chat.on('unreadCount', (count) => {
  unread.hidden = count === 0;
  unread.textContent = `${String(count)} unread`;
});
talk.addEventListener('click', () => chat.toggle());

const calm = matchMedia('(prefers-reduced-motion: reduce)');
let best = 0;

const game = new Asteroids(field, {
  calm: () => calm.matches,
  onScore: (points) => (score.textContent = format(points)),
  // The style shows the invitation while the game waits.
  onState: (state) => (elementById('game', HTMLElement).dataset.state = state),
  onCrash(points) {
    announcement.textContent = `Crashed with ${format(points)} points.`;
    if (points <= best) return;
    best = points;
    elementById('best', HTMLElement).textContent = format(best);
    share.hidden = false;
    share.textContent = `Share your best: ${format(best)}`;
  },
});

share.addEventListener('click', () => {
  share.hidden = true;
  field.focus();
  chat.send(`🏆 ${format(best)} points!`).catch((error: unknown) => {
    // The score was not sent: offer it again.
    share.hidden = false;
    console.error(error);
  });
});

pause.addEventListener('click', () => {
  game.paused = !game.paused;
  pause.ariaPressed = String(game.paused);
  if (!game.paused) field.focus();
});

field.focus({ preventScroll: true });

function format(points: number): string {
  return new Intl.NumberFormat('en').format(points);
}
