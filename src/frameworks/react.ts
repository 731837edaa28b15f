import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ChatAttributes, ChatElements, ChatEvents } from './templates.js';

export * from '../momento-chat.js';

/** React 19 names the listener of a custom element's event `momento-chat-message` `onmomento-chat-message`. */
type Listeners = {
  [Name in keyof ChatEvents as `on${Name}`]?: ((event: ChatEvents[Name]) => void) | undefined;
};

type ChatJsx = {
  [Tag in keyof ChatElements]: DetailedHTMLProps<
    HTMLAttributes<ChatElements[Tag]>,
    ChatElements[Tag]
  > &
    ChatAttributes<Tag> &
    Listeners;
};

declare module 'react' {
  // Declaration merging is the only way to extend a module's namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface IntrinsicElements extends ChatJsx {}
  }
}
