/** Each family has its letters only: the browser goes on to the next one for others. */
export const FAMILIES = [
  ['Inter Variable', '@fontsource-variable/inter/index.css'],
  ['Noto Sans Arabic Variable', '@fontsource-variable/noto-sans-arabic/index.css'],
  ['Noto Sans JP Variable', '@fontsource-variable/noto-sans-jp/index.css'],
  ['Noto Color Emoji', '@infolektuell/noto-color-emoji/index.css'],
] as const;

/** The font of code: pages cannot choose it, but the first name that the chat tries is one that they can give. */
const CODE = '/node_modules/@fontsource/noto-sans-mono/files/noto-sans-mono-latin-400-normal.woff2';

/** Makes the page's and the chats' fonts those of npm packages: what a machine has installed is not seen. */
export async function useFonts(): Promise<void> {
  await Promise.all(FAMILIES.map(([, path]) => loadSheet(`/node_modules/${path}`)));
  document.fonts.add(new FontFace('ui-monospace', `url(${CODE})`));
  const list = FAMILIES.map(([name]) => `'${name}'`).join(', ');
  const { style } = document.documentElement;
  style.fontFamily = list;
  style.setProperty('--momento-chat-font', list);
}

/** Waits for the fonts of what is shown. */
export async function fontsLoaded(): Promise<void> {
  // The layout finds out which are needed.
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}

/** Loads the pictures of some emoji: what is measured on a canvas does not wait for them. */
export async function emojiLoaded(text: string): Promise<void> {
  await document.fonts.load('20px "Noto Color Emoji"', text);
}

function loadSheet(href: string): Promise<unknown> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error(`unable to load ${href}`));
  });
}
