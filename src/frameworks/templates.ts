import type { LitElement } from 'lit';
import type { ChatElement } from '../element/chat-element.js';
import type { ChatProperties } from '../element/chat-properties.js';
import type { MomentoChatElement } from '../element/momento-chat-element.js';
import type { RelayChatElement } from '../element/relay-chat-element.js';
import type { InboxProperties } from '../inbox/inbox-properties.js';

/*
 * The attributes, properties and listeners that a framework's template may set on the tags. They are derived from the
 * elements' classes and from `HTMLElementEventMap`, so that additions there are included here.
 */

/** The elements by their tags. */
export interface ChatElements {
  'momento-chat': MomentoChatElement;
  'momento-relay-chat': RelayChatElement;
}

/** The chats' own events. */
export type ChatEvents = {
  [
    Name in keyof HTMLElementEventMap as Name extends `momento-chat-inbox-${string}`
      ? never
      : Name extends `momento-chat-${string}`
        ? Name
        : never
  ]: HTMLElementEventMap[Name];
};

/** The inbox's own events. */
export type InboxEvents = {
  [
    Name in keyof HTMLElementEventMap as Name extends
      `momento-chat-inbox-${string}` | 'momento-chat-error'
      ? Name
      : never
  ]: HTMLElementEventMap[Name];
};

/** The properties of a chat that a component sets, by their own names. */
export type ChatSettings<Tag extends keyof ChatElements> = {
  // `readonly` is another name of `readOnly`.
  [Name in Exclude<SettableBy<Tag>, 'readonly'>]?: ChatElements[Tag][Name] | undefined;
};

/** Those of the inbox. */
export type InboxSettings = {
  [Name in Exclude<keyof InboxProperties, keyof LitElement>]?: InboxProperties[Name] | undefined;
};

/** Attributes by their names in HTML, and the properties whose values cannot be written as an attribute. */
export type ChatAttributes<Tag extends keyof ChatElements> = InTemplates<
  Pick<ChatElements[Tag], SettableBy<Tag>>
>;

/** The names of the places for a page's own content. */
export type ChatSlot =
  'header' | 'greeting' | 'empty' | 'away' | 'composer-actions' | 'pre-chat' | 'launcher-icon';

/** The properties that all chats share, and those of one element only. */
type SettableBy<Tag extends keyof ChatElements> =
  | Exclude<keyof ChatProperties, keyof LitElement>
  | Exclude<keyof ChatElements[Tag], keyof ChatElement>;

type InTemplates<Properties> = {
  [Name in keyof Properties as Templated<Name, Properties[Name]>]?:
    Written<NonNullable<Properties[Name]>> | undefined;
};

type Templated<Name, Value> =
  NonNullable<Value> extends string | number | boolean ? AttributeName<Name> : Name;

type AttributeName<Name> = Name extends 'readOnly' ? 'readonly' : KebabCase<Name>;

/** `tokenUrl` is `token-url`. */
type KebabCase<Name> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${KebabCase<Rest>}`
  : Name;

/** An attribute's value is text: `history-limit="50"`. A boolean attribute may have no value: `away`. */
type Written<Value> = [Value] extends [number]
  ? Value | `${number}`
  : [Value] extends [boolean]
    ? Value | ''
    : Value;
