import { define } from './views/define.js';
import { RelayChatElement } from './element/relay-chat-element.js';

export type { RelayAuth } from './transport/relay/relay-link.js';
export { RelayChatElement };

define('momento-relay-chat', RelayChatElement);
