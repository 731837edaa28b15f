type Engine = 'chromium' | 'firefox' | 'webkit';

/** Which engines cannot do something that a test needs, and why. */
export type Limits = Partial<Record<Engine, string>>;

/** Only Chromium's DevTools protocol has an input method to offer. */
export const NO_INPUT_METHOD: Limits = {
  firefox: 'WebDriver BiDi has no input method',
  webkit: 'WebDriver has no input method',
};

/** Wheel, fingers and time zones. */
export const NO_VISITOR: Limits = {
  firefox: 'the tests steer wheel and time zone over DevTools',
  webkit: 'the tests steer wheel and time zone over DevTools',
};

/** What a visitor has set in the operating system. */
export const NO_MEDIA_FEATURES: Limits = {
  firefox: 'its driver cannot emulate media features',
  webkit: 'its driver cannot emulate media features',
};

/** What only Chromium's DevTools protocol can do: another font size, a finger, forced colours. */
export const NO_DEVTOOLS: Limits = {
  firefox: 'its driver cannot emulate it',
  webkit: 'its driver cannot emulate it',
};

/** Of windows of several sizes in one page. A chat that is there while its window changes follows in all engines. */
export const STALE_MEDIA: Limits = {
  webkit: 'it gives a new shadow root the media queries that an earlier one had, in another window',
};

/** The engine that this page is in. */
const engine: Engine = navigator.userAgent.includes('Firefox/')
  ? 'firefox'
  : navigator.userAgent.includes('Chrome/')
    ? 'chromium'
    : 'webkit';

/** A suite or a test; in an engine that cannot run it, it is skipped, and its name says why. */
export function limited<Body>(
  declare: ((title: string, body: Body) => unknown) & {
    skip: (title: string, body: Body) => unknown;
  },
  limits: Limits,
  title: string,
  body: Body,
): void {
  const limitation = limits[engine];
  if (limitation === undefined) declare(title, body);
  else declare.skip(`${title} (${engine}: ${limitation})`, body);
}
