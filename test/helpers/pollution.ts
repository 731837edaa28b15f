const polluted = new Set<string>();

/** Adds fields to Object.prototype, as a page's script or a server's library might. */
export function pollute(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    polluted.add(name);
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
}

/** Removes all added fields. Call it after each test. */
export function clean(): void {
  for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
  polluted.clear();
}
