/** In the bundle, stands for the page where Lit would leave a name there. */
export const litHolder: Record<string, unknown> = {};
