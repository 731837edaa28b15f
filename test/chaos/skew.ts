/**
 * A script that puts a page's clock ahead, or behind, before anything of the page runs. A text, since the loader of these
 * files adds to functions what pages do not have.
 */
export function clockSkewedBy(ms: number): string {
  return `globalThis.Date = new Proxy(Date, {
  construct: (real, args) => args.length === 0 ? new real(real.now() + ${String(ms)}) : new real(...args),
  get: (real, name) => name === 'now' ? () => real.now() + ${String(ms)} : Reflect.get(real, name),
});`;
}
