import { describe, expect, it } from 'vitest';
import { Identity } from '../../src/core/identity.js';
import { parseTokenResponse } from '../../src/session/token-response.js';

const NOW = 1_763_639_000_000;
const visitor = { id: 'guest-1', name: 'Guest', avatarUrl: undefined };

describe('the visitor’s identity', () => {
  it.each([
    ['a visitor without a session', undefined, true, false],
    ['a member', 'member', true, false],
    ['a moderator where a server decides', 'moderator', true, true],
    ['an owner where a server decides', 'owner', true, true],
    ['a moderator without a server', 'moderator', false, false],
  ])(
    'of %s (role %s, server %s): may remove the messages of others: %s',
    (_, role, hasServer, moderates) => {
      const identity = new Identity();
      identity.hasServer = hasServer;
      const answer = { authToken: 'token', expiresAt: NOW / 1000 + 1000, role };
      const defaults = { room: 'lobby', cacheName: 'cache', visitor };
      if (role) identity.session = parseTokenResponse(answer, defaults, NOW);
      expect(identity.moderates).toBe(moderates);
    },
  );
});
