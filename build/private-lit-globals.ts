/** Replaces `globalThis` for the names that Lit sets there; see `private-lit.ts`. */
export const litGlobals: Record<string, unknown> = {};
