import { define } from '../views/define.js';
import { RelayChatElement } from './relay-chat-element.js';

export type { RelayAuth } from './relay-link.js';
export { RelayChatElement };

define('momento-relay-chat', RelayChatElement);
