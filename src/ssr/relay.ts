import { ChatElement } from './momento-chat.js';

/** A placeholder, as `ChatElement` is: it can be named and extended, but not constructed. */
export class RelayChatElement extends ChatElement {}
