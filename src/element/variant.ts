/** `inline` fills its container; `launcher` is a button that opens a panel; `overlay` floats over a game. */
export type Variant = 'inline' | 'launcher' | 'overlay';

/** The corner of the window where a launcher stands. Start and end follow the direction of the text. */
export type Placement = 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start';

/** Anything but `light` and `dark` follows the page's `color-scheme`. */
export type Theme = 'light' | 'dark' | 'auto';
