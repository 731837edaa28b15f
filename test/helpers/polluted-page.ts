/* Pollutes Object.prototype as a page's script can. A page loads this before the chat. */

const FIELDS: Readonly<Record<string, unknown>> = {
  endpoint: 'https://evil.invalid',
  endpointOverrides: {
    cacheEndpoint: 'https://evil.invalid',
    controlEndpoint: 'https://evil.invalid',
    tokenEndpoint: 'https://evil.invalid',
  },
  authToken: 'evil',
  token: 'evil',
  cacheName: 'evil',
  mode: 'moderated',
  readOnly: true,
  userId: 'mallory',
  username: 'Mallory',
  avatarUrl: 'https://evil.invalid/a.png',
  order: 7,
  stored: true,
  failure: 'message-rejected',
  reason: 'evil',
  retryAfterMs: 1e9,
  removed: true,
  retracted: true,
  redirect: 'error',
  referrer: 'https://evil.invalid',
};

for (const [name, value] of Object.entries(FIELDS)) {
  Object.defineProperty(Object.prototype, name, { value, writable: true });
}
