/**
 * The SDK names browser, system and device in a header for statistics, `runtime-version`. They are called unknown
 * here, as the SDK does where it cannot tell.
 */
export const UAParser = (): Readonly<Record<'browser' | 'os' | 'device', object>> => ({
  browser: {},
  os: {},
  device: {},
});
