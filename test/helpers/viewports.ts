/** Sizes for `setViewport`: a launcher's panel floats in the first and fills the screen in the second. */
export const LARGE = { width: 1000, height: 800 };
export const SMALL = { width: 390, height: 780 };
