/** A value that the tab remembers under one key. */
export interface Remembered<Value> {
  readonly key: string;
  /** Undefined where nothing is stored, or something else than such a value. */
  get(): Value | undefined;
  /** @param value undefined: nothing is stored any more */
  set(value: Value | undefined): void;
}
