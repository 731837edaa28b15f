/** What can be set on an element, and what it fires: an entry of `MEMBERS`. */
export interface Members {
  /** Attributes by the names of their properties. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly properties: readonly string[];
  readonly events: readonly string[];
}

/** Values by the names of properties. */
export type Values = Readonly<Record<string, unknown>>;

/** Listeners by the names of events. */
export type Listeners = Readonly<Record<string, unknown>>;

/** While an element has it, it enters no room: it may have been rendered on a server, and lacks what HTML cannot say. */
export const HELD = 'defer-hydration';

/**
 * The text of an attribute; undefined: it has none, because the value is not there, or cannot be written in HTML. Of a value
 * that HTML can write only in part, as a function, nothing is written.
 */
export function textOf(value: unknown): string | undefined {
  if (value === true) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) return undefined;
  return value.join('|');
}

/** The attributes that a server writes. */
export function attributesOf({ attributes }: Members, values: Values): Record<string, string> {
  const written: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const text = textOf(values[name]);
    if (text !== undefined) written[attribute] = text;
  }
  return written;
}

/** A new element of each tag, which no page has changed: it knows the defaults. */
const pristine = new Map<string, Element>();

/**
 * Keeps an element as a component wants it. It sets what has changed since the last time, and nothing else: the visitor or
 * the element may have changed the rest.
 */
export class ElementBinding {
  readonly #element: Element;
  readonly #members: Members;
  #values: Values = {};
  /** What the element has; differs from `#values` until its class is there. */
  #set: Values = {};
  #listeners: Listeners = {};
  readonly #listening = new Set<string>();
  #isWaiting = false;

  constructor(element: Element, members: Members) {
    this.#element = element;
    this.#members = members;
  }

  apply(values: Values, listeners: Listeners): void {
    const before = this.#values;
    this.#values = values;
    this.#listeners = listeners;
    for (const name of this.#members.events) this.#listen(name);
    for (const [name, attribute] of Object.entries(this.#members.attributes)) {
      if (values[name] !== before[name]) this.#write(attribute, values[name]);
    }
    if (customElements.get(this.#element.localName)) this.#setProperties();
    else void this.#waitForClass();
  }

  /** Removes the listeners; `apply` adds them again. */
  release(): void {
    this.#listeners = {};
    for (const name of this.#listening) this.#listen(name);
  }

  /** Finds the newest listener of an event: components make new ones at each render. */
  handleEvent(event: Event): void {
    const listener = this.#listeners[event.type];
    if (typeof listener === 'function') listener.call(this.#element, event);
  }

  #listen(name: string): void {
    const isWanted = this.#listeners[name] !== undefined;
    if (isWanted === this.#listening.has(name)) return;
    if (isWanted) {
      this.#listening.add(name);
      this.#element.addEventListener(name, this);
    } else {
      this.#listening.delete(name);
      this.#element.removeEventListener(name, this);
    }
  }

  #write(attribute: string, value: unknown): void {
    const text = textOf(value);
    if (text === undefined) this.#element.removeAttribute(attribute);
    else if (text !== this.#element.getAttribute(attribute)) {
      this.#element.setAttribute(attribute, text);
    }
  }

  /** Properties that were set before would hide those of the class. */
  async #waitForClass(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    await customElements.whenDefined(this.#element.localName);
    this.#setProperties();
  }

  /** Those with an attribute, too: it is out of date once the element has changed the property. */
  #setProperties(): void {
    const { attributes, properties } = this.#members;
    for (const name of [...Object.keys(attributes), ...properties]) {
      const value = this.#values[name];
      if (value === this.#set[name]) continue;
      Reflect.set(this.#element, name, value ?? this.#default(name));
    }
    this.#set = this.#values;
    this.#element.removeAttribute(HELD);
  }

  #default(name: string): unknown {
    const { localName } = this.#element;
    const fresh = pristine.get(localName) ?? document.createElement(localName);
    pristine.set(localName, fresh);
    return Reflect.get(fresh, name);
  }
}
