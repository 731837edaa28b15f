/*
 * Replacements that old libraries make for built-in functions: imitations of Prototype.js, MooTools, Sugar and
 * date libraries. A page loads this before the chat.
 */

/** As for browsers whose own is not a constructor: a plain function without the class hierarchy of events. */
function CustomEvent(type: string, { bubbles = false, cancelable = false, detail = null } = {}) {
  const event = document.createEvent('CustomEvent');
  event.initCustomEvent(type, bubbles, cancelable, detail);
  return event;
}
CustomEvent.prototype = window.Event.prototype;

function replace(owner: object, members: Readonly<Record<string, unknown>>): void {
  Object.assign(owner, members);
}

// Accepts no iterables and no mapping function.
replace(Array, {
  from(this: void, value: ArrayLike<unknown> | null) {
    return Array.prototype.slice.call(value ?? []) as unknown[];
  },
});
replace(Array.prototype, {
  toJSON(this: unknown[]) {
    return `[${this.map(String).join(', ')}]`;
  },
  /** Values only, without pairs or an iterator. */
  entries(this: unknown[]) {
    return this.slice();
  },
  /** Without the array as the callback's third argument. */
  map(this: unknown[], callback: (value: unknown, index: number) => unknown) {
    const results: unknown[] = [];
    this.forEach((value, index) => results.push(callback(value, index)));
    return results;
  },
});
replace(String.prototype, {
  toJSON(this: string) {
    return `"${String(this)}"`;
  },
  startsWith(this: string, start: string) {
    return this.lastIndexOf(start, 0) === 0;
  },
});
Object.defineProperty(Object.prototype, 'toJSON', { value: () => '{}', writable: true });
replace(Date, { parse: (text: string) => (text ? new Date(0) : null) });
replace(Function.prototype, {
  bind(this: (...args: unknown[]) => unknown, self: unknown, args: unknown) {
    return (...more: unknown[]) =>
      this.apply(self, args === undefined ? more : [args].flat().concat(more));
  },
});
replace(Element.prototype, {
  remove(this: Element) {
    if (!this.parentNode) throw new TypeError('unable to remove; there is no parent');
    this.parentNode.removeChild(this);
    return this;
  },
  scrollTo() {
    window.scrollTo(0, 0);
  },
});
replace(document, { getElementsByClassName: () => [] });
replace(window, {
  Event: function (this: object, event: object) {
    Object.assign(this, { event });
  },
  Element: function (tag: string) {
    return document.createElement(tag);
  },
  Request: class {},
  CustomEvent,
  Node: { ELEMENT_NODE: 1, TEXT_NODE: 3 },
});
