/*
 * What of Lit the published declarations promise. In place of Lit's own, so that nobody has to install a library for
 * its types that the bundle has within, and nobody comes to depend on it. What the sources say beyond this is marked
 * `@internal`.
 */
export declare class LitElement extends HTMLElement {
  /** Fulfilled when what was set last is shown. */
  readonly updateComplete: Promise<boolean>;
}
