/*
 * Replaces Lit's declarations in the published ones. Lit is inside the bundle, so hosts need not install it for its
 * types, and must not depend on it. Members that rely on more of Lit are marked `@internal` in the sources.
 */
export declare class LitElement extends HTMLElement {
  /** Resolves when the latest property changes are rendered. */
  readonly updateComplete: Promise<boolean>;
}
