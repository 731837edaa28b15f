import type { ChatError } from '../protocol/errors.js';
import type { ChatMessage } from '../protocol/message.js';
import { Listeners, type Listener } from './listeners.js';
import type { RoomState } from './room-state.js';

/** Those who follow a room. */
export abstract class RoomListeners {
  protected readonly stateListeners = new Listeners<RoomState>();
  protected readonly messageListeners = new Listeners<ChatMessage>();
  protected readonly faultListeners = new Listeners<ChatError>();

  /** @returns the function that ends the subscription */
  subscribe(listener: Listener<RoomState>): () => void {
    return this.stateListeners.add(listener);
  }

  /** Calls back for each new live message of others, once. @returns the function that ends it */
  onMessage(listener: Listener<ChatMessage>): () => void {
    return this.messageListeners.add(listener);
  }

  /** Calls back when something fails, once for each kind of fault until all is well. @returns the function that ends it */
  onFault(listener: Listener<ChatError>): () => void {
    return this.faultListeners.add(listener);
  }

  protected clearListeners(): void {
    this.stateListeners.clear();
    this.messageListeners.clear();
    this.faultListeners.clear();
  }
}
