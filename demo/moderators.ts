import '../src/momento-chat-relay.js';
import '../src/momento-chat.js';
import { nameConversations } from './person-section.js';

nameConversations();
