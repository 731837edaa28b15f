import type { LitElement } from 'lit';
import type { ChatElement } from '../element/chat-element.js';
import type { ChatProperties } from '../element/chat-properties.js';
import type { MomentoChatElement } from '../element/momento-chat-element.js';
import type { RelayChatElement } from '../element/relay-chat-element.js';

/*
 * The attributes, properties and listeners that a framework's template may set on the tags. They are derived from the
 * elements' classes and from `HTMLElementEventMap`, so that additions there are included here.
 */

/** The elements by their tags. */
export interface ChatElements {
  'momento-chat': MomentoChatElement;
  'momento-relay-chat': RelayChatElement;
}

/** The elements' own events. */
export type ChatEvents = {
  [
    Name in keyof HTMLElementEventMap as Name extends `momento-chat-${string}` ? Name : never
  ]: HTMLElementEventMap[Name];
};

/** Attributes by their names in HTML, and the properties whose values cannot be written as an attribute. */
export type ChatAttributes<Tag extends keyof ChatElements> = InTemplates<
  Pick<ChatElements[Tag], SettableBy<Tag>>
>;

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
