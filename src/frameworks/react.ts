import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ChatAttributes, ChatElements, ChatEvents } from './templates.js';

export * from '../momento-chat.js';

/** React 19 listens to `momento-chat-message` by `onmomento-chat-message`, as to any event of a custom element. */
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
  // A module's namespace can be added to in no other way.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface IntrinsicElements extends ChatJsx {}
  }
}
