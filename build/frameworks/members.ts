import type { Package } from 'custom-elements-manifest/schema.js';
import { analyzeElements, type ElementDeclaration } from '../manifest.js';

/*
 * What a framework's component, directive or types have to pass on to each element. It is read from the manifest, so that
 * nothing public can be missing.
 */

/** An attribute or a property that a page may set. */
export interface Setting {
  /** The property's name: `tokenUrl`. */
  readonly name: string;
  /** `token-url`; undefined: only a program can set it. */
  readonly attribute: string | undefined;
  /** In TypeScript, as the manifest has it. */
  readonly type: string;
  readonly text: string;
}

/** An event that the element fires. */
export interface FiredEvent {
  /** `momento-chat-message`. */
  readonly name: string;
  /** Its class: `MomentoChatMessageEvent`. */
  readonly type: string;
  readonly text: string;
}

export interface ElementMembers {
  /** `momento-chat`. */
  readonly tag: string;
  /** `MomentoChatElement`. */
  readonly className: string;
  /** By name. */
  readonly settings: readonly Setting[];
  /** By name. */
  readonly events: readonly FiredEvent[];
  /** The names of its slots, without the unnamed one. */
  readonly slots: readonly string[];
}

/** All elements of the package. Reads the sources: takes some seconds. */
export async function readMembers(): Promise<readonly ElementMembers[]> {
  return membersIn(await analyzeElements());
}

/** @param manifest as `dist/custom-elements.json` has it */
export function membersIn({ modules }: Pick<Package, 'modules'>): readonly ElementMembers[] {
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .map((declaration) => declaration as ElementDeclaration)
    .map((element) => ({
      tag: element.tagName ?? '',
      className: element.name,
      settings: settingsOf(element),
      events: eventsOf(element),
      slots: (element.slots ?? []).map(({ name }) => name).filter((name) => name !== ''),
    }));
}

function settingsOf({ attributes = [], members = [] }: ElementDeclaration): readonly Setting[] {
  const attributeOf = new Map(attributes.map(({ name, fieldName }) => [fieldName, name]));
  return members
    .flatMap((member) => (member.kind === 'field' && !isReadOnly(member) ? [member] : []))
    .filter(({ name }) => !isAlias(name, attributeOf))
    .map(({ name, type, description = '' }) => ({
      name,
      attribute: attributeOf.get(name),
      type: type?.text ?? 'unknown',
      text: description,
    }))
    .sort(byName);
}

/** The schema's types do not have it on fields. */
function isReadOnly(field: object): boolean {
  return 'readonly' in field && field.readonly === true;
}

/** Whether it is another name of a property, for frameworks that set the property which is called as the attribute is. */
function isAlias(name: string, attributeOf: ReadonlyMap<string | undefined, string>): boolean {
  return !attributeOf.has(name) && [...attributeOf.values()].includes(name);
}

function eventsOf({ events = [] }: ElementDeclaration): readonly FiredEvent[] {
  return events
    .map(({ name, type, description = '' }) => ({ name, type: type.text, text: description }))
    .sort(byName);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
