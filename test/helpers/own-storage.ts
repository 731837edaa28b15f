/** Gives a page a `localStorage` of its own for the tests of a `describe`: files that run at the same time share the browser's. */
export function useOwnStorage(): void {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    clear: () => stored.clear(),
  };

  before(() =>
    Object.defineProperty(window, 'localStorage', { value: storage, configurable: true }),
  );

  beforeEach(() => stored.clear());

  after(() => Reflect.deleteProperty(window, 'localStorage'));
}
