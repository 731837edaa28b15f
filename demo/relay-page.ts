import '../src/momento-chat-relay.js';
import { startCopyButton } from './copy-button.js';
import { nameConversations } from './person-section.js';

nameConversations();
startCopyButton('embed-code');
