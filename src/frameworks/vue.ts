import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { ChatAttributes, ChatElements, ChatEvents } from './templates.js';

export * from '../momento-chat.js';

type Emits = { [Name in keyof ChatEvents]: (event: ChatEvents[Name]) => void };

/** Vue's template checker converts `token-url` to `tokenUrl` before it looks up the property here. */
type Props<Attributes> = {
  [Name in keyof Attributes as CamelCase<Name>]?: Attributes[Name];
};

type CamelCase<Name> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The type that Vue's template checker expects for a custom element. */
type InTemplate<Tag extends keyof ChatElements> = new () => ChatElements[Tag] & {
  /** @deprecated for the template checker only */
  $props: HTMLAttributes & Props<ChatAttributes<Tag>> & PublicProps;
  /** @deprecated for the template checker only */
  $emit: EmitFn<Emits>;
};

type ChatComponents = { [Tag in keyof ChatElements]: InTemplate<Tag> };

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface GlobalComponents extends ChatComponents {}
}
