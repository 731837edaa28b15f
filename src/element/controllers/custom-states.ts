/** Sets the states that styles match by `:state(…)`, in browsers that support it. */
export class CustomStates {
  readonly #states: CustomStateSet | undefined;

  constructor(element: HTMLElement) {
    try {
      this.#states = element.attachInternals().states;
    } catch {
      // An older browser, or one whose states are of another kind.
    }
  }

  set(name: string, holds: boolean): void {
    try {
      if (holds) this.#states?.add(name);
      else this.#states?.delete(name);
    } catch {
      // Before `:state()`, browsers demanded names with two dashes.
    }
  }
}
