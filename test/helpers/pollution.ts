const polluted = new Set<string>();

/** What a script of the page, or a library of the server's, has put where every object finds it. */
export function pollute(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    polluted.add(name);
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
}

/** After each test. */
export function clean(): void {
  for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
  polluted.clear();
}
