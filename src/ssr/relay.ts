import { ChatElement } from './momento-chat.js';

/** As `ChatElement`: can be named and extended, and not constructed. */
export class RelayChatElement extends ChatElement {}
