/** For `setViewport`: where a launcher's panel floats, and where it fills the screen. */
export const LARGE = { width: 1000, height: 800 };
export const SMALL = { width: 390, height: 780 };
