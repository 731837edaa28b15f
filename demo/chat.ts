// For pages that need no script of their own: an address in a page cannot lead out of demo/.
import '../src/momento-chat.js';
