import '../src/overlay/overlay-page.js';
import { tokenUrlOf } from './person-section.js';

// The demo trusts the name in the query; a real page uses its visitor's session.
const pilot = new URLSearchParams(location.search).get('pilot') ?? '';
document.querySelector('momento-chat')?.setAttribute('token-url', tokenUrlOf(pilot));
