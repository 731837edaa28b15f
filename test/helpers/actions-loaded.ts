import { withActions } from '../../src/views/actions-module.js';

/** Waits for the module that the views load after their first render. */
export function actionsLoaded(): Promise<void> {
  return new Promise((resolve) => withActions(() => resolve()));
}
