/** Small pictures that browsers can read, of 3 × 2 pixels or one. */
const BASE64 = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4AWIyXlX+H4aZGJAAAAAA//9V7EWYAAAABklEQVQDAIUWBv54EYo4AAAAAElFTkSuQmCC',
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAACAAMDASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAAA//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AAAk/9k=',
  gif: 'R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==',
  webp: 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA',
  webpLossless: 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==',
} as const;

export type PictureName = keyof typeof BASE64;

export const REAL_PICTURES = Object.fromEntries(
  Object.entries(BASE64).map(([name, base64]) => [name, Buffer.from(base64, 'base64')]),
) as Readonly<Record<PictureName, Buffer>>;

/** Where headers have the sides: of one number, the offset, its bytes, and whether the least one is first. */
export const SIDES_AT: Readonly<
  Record<PictureName, readonly { at: number; bytes: number; little: boolean }[]>
> = {
  png: [16, 20].map((at) => ({ at, bytes: 4, little: false })),
  jpeg: [163, 165].map((at) => ({ at, bytes: 2, little: false })),
  // Of the whole, and of its first frame.
  gif: [6, 8, 32, 34].map((at) => ({ at, bytes: 2, little: true })),
  webp: [26, 28].map((at) => ({ at, bytes: 2, little: true })),
  webpLossless: [21, 23].map((at) => ({ at, bytes: 2, little: true })),
};
