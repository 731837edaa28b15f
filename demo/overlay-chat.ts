import '../src/overlay/overlay-page.js';
import { tokenUrlOf } from './person-section.js';

// The demo believes whoever says to be a pilot; a real page has its visitor's session.
const pilot = new URLSearchParams(location.search).get('pilot') ?? '';
document.querySelector('momento-chat')?.setAttribute('token-url', tokenUrlOf(pilot));
