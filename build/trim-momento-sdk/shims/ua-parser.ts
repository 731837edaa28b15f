/**
 * Detects nothing. The SDK sends browser, system and device in a header for statistics, `runtime-version`, and calls
 * them unknown if they are not detected.
 */
export const UAParser = (): Readonly<Record<'browser' | 'os' | 'device', object>> => ({
  browser: {},
  os: {},
  device: {},
});
