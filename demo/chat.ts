// The script of pages that need only the element. A page cannot load it directly: its URLs cannot leave demo/.
import '../src/momento-chat.js';
