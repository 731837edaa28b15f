import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { ChatAttributes, ChatElements, ChatEvents } from './templates.js';

export * from '../momento-chat.js';

type Emits = { [Name in keyof ChatEvents]: (event: ChatEvents[Name]) => void };

/** The template checker has read `token-url` as `tokenUrl` by the time that it looks here. */
type Props<Attributes> = {
  [Name in keyof Attributes as CamelCase<Name>]?: Attributes[Name];
};

type CamelCase<Name> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The form in which Vue's template checker knows a custom element. */
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
