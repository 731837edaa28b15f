type Engine = 'chromium' | 'firefox' | 'webkit';

/** The engines that lack a feature that a test needs, and the reason. */
export type Limits = Partial<Record<Engine, string>>;

/** Only Chromium's DevTools protocol offers an input method. */
export const NO_INPUT_METHOD: Limits = {
  firefox: 'WebDriver BiDi has no input method',
  webkit: 'WebDriver has no input method',
};

/** Wheel, touch and time zones. */
export const NO_VISITOR: Limits = {
  firefox: 'the tests steer wheel and time zone over DevTools',
  webkit: 'the tests steer wheel and time zone over DevTools',
};

/** The visitor's settings in the operating system. */
export const NO_MEDIA_FEATURES: Limits = {
  firefox: 'its driver cannot emulate media features',
  webkit: 'its driver cannot emulate media features',
};

/** Features of Chromium's DevTools protocol only: default font size, touch, forced colours. */
export const NO_DEVTOOLS: Limits = {
  firefox: 'its driver cannot emulate it',
  webkit: 'its driver cannot emulate it',
};

/** Several window sizes within one page. All engines do apply a change of the window to an existing chat. */
export const STALE_MEDIA: Limits = {
  webkit: 'it gives a new shadow root the media queries that an earlier one had, in another window',
};

/** The engine of this page. */
export const engine: Engine = navigator.userAgent.includes('Firefox/')
  ? 'firefox'
  : navigator.userAgent.includes('Chrome/')
    ? 'chromium'
    : 'webkit';

/** Declares a suite or a test. Engines that cannot run it skip it, and its name gives the reason. */
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
