/** Which emoji the browser's fonts can draw. */
export interface Drawable {
  /** The newest version of Unicode's emoji. */
  readonly version: number;
  /** Whether flags of countries are pictures: Windows shows their letters. */
  readonly flags: boolean;
}

/** The fonts of the picker, in the canvas as in the page. */
export const EMOJI_FONTS =
  '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", "Twemoji Mozilla", sans-serif';

/** One emoji of each version, the newest first. Those with a joiner are wider where they are not known. */
const SAMPLES: readonly (readonly [version: number, emoji: string])[] = [
  [17, '\u{1FAEA}'],
  [16, '\u{1FAE9}'],
  [15.1, '\u{1F426}\u200D\u{1F525}'],
  [15, '\u{1FAE8}'],
  [14, '\u{1FAE0}'],
  [13.1, '\u{1F62E}\u200D\u{1F4A8}'],
  [13, '\u{1F972}'],
  [12.1, '\u{1F9D1}\u200D\u{1F9B0}'],
  [12, '\u{1F971}'],
  [11, '\u{1F970}'],
  [5, '\u{1F929}'],
];
/** Where nothing can be measured: what the systems of the last years draw. */
const UNKNOWN: Drawable = { version: 14, flags: true };
/** Older than that is drawn everywhere. */
const OLDEST = 4;

/** In px. */
const SIZE = 20;
const SMILE = '\u{1F600}';
const FLAG = '\u{1F1EF}\u{1F1F5}';

let known: Drawable | undefined;

/** Measures it once in a page: colours are what letters and the boxes of missing characters have none of. */
export function whatIsDrawn(): Drawable {
  return (known ??= measure());
}

function measure(): Drawable {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE * 2;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  // With a font of one colour, or a browser that hides what it draws, there is nothing to compare.
  if (!context || !isColoured(context, SMILE)) return UNKNOWN;
  const width = context.measureText(SMILE).width * 1.4;
  const isDrawn = (emoji: string): boolean =>
    context.measureText(emoji).width < width && isColoured(context, emoji);
  const newest = SAMPLES.find(([, emoji]) => isDrawn(emoji));
  return { version: newest?.[0] ?? OLDEST, flags: isDrawn(FLAG) };
}

/** Whether a red text has other colours than red. */
function isColoured(context: CanvasRenderingContext2D, text: string): boolean {
  context.clearRect(0, 0, SIZE * 2, SIZE * 2);
  context.font = `${String(SIZE)}px ${EMOJI_FONTS}`;
  context.textBaseline = 'top';
  context.fillStyle = '#f00';
  context.fillText(text, 0, 4);
  const { data } = context.getImageData(0, 0, SIZE * 2, SIZE * 2);
  for (let at = 0; at < data.length; at += 4) {
    const [, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    if (alpha > 128 && green + blue > 64) return true;
  }
  return false;
}
