/**
 * A script that shifts a page's clock before the page's own scripts run. It is a string, because tsx adds helpers to
 * functions that a page does not have.
 */
export function clockSkewedBy(ms: number): string {
  return `globalThis.Date = new Proxy(Date, {
  construct: (real, args) => args.length === 0 ? new real(real.now() + ${String(ms)}) : new real(...args),
  get: (real, name) => name === 'now' ? () => real.now() + ${String(ms)} : Reflect.get(real, name),
});`;
}
