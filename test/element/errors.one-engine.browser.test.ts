import { expect } from '@open-wc/testing';
import type { ChatError, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, nextEvent, startChat, untilStatus, useChat } from '../helpers/chat-fixture.js';

describe('<momento-chat>', () => {
  const chat = useChat();

  describe('errors', () => {
    async function failure(
      element: MomentoChatElement,
    ): Promise<{ error: ChatError; banner: HTMLElement }> {
      const { error } = await nextEvent(element, 'momento-chat-error');
      await element.updateComplete;
      const view = element.renderRoot.querySelector('momento-chat-status-banner');
      await view?.updateComplete;
      const banner = view?.renderRoot.querySelector<HTMLElement>('.banner');
      if (!banner) throw new Error('nothing shown');
      return { error, banner };
    }

    const cases = [
      ['401', { status: 401 }, 'token-refused', 'do not have access'],
      ['403', { status: 403 }, 'token-refused', 'do not have access'],
      ['404', { status: 404 }, 'token-not-found', 'not set up'],
      ['400', { status: 400, body: '{"error":{"message":"why"}}' }, 'token-rejected', 'not set up'],
      ['429', { status: 429, retryAfter: '1' }, 'token-rate-limited', 'Too many'],
      ['500', { status: 500 }, 'token-unavailable', 'cannot be reached'],
      ['503', { status: 503 }, 'token-unavailable', 'cannot be reached'],
      ['a cut connection', { drop: true }, 'token-unavailable', 'cannot be reached'],
      ['no CORS headers', { withoutCors: true }, 'token-unavailable', 'cannot be reached'],
      [
        'HTML',
        { status: 200, body: '<html>', contentType: 'text/html' },
        'token-invalid',
        'not set up',
      ],
      ['an empty body', { status: 200, body: '' }, 'token-invalid', 'not set up'],
      [
        'an endless answer',
        { status: 200, body: `"${'x'.repeat(100_000)}"` },
        'token-invalid',
        'not set up',
      ],
      ['JSON null', { status: 200, body: 'null' }, 'token-invalid', 'not set up'],
      ['no token', { answer: { authToken: null } }, 'token-invalid', 'not set up'],
      ['a token that is none', { answer: { authToken: 'garbage' } }, 'token-invalid', 'not set up'],
      [
        'a foreign endpoint',
        { answer: { endpoint: 'http://example.com' } },
        'token-invalid',
        'not set up',
      ],
    ] as const;

    for (const [name, behaviour, code, words] of cases) {
      it(`token endpoint: ${name} is ${code}, with a plain message and a retry button`, async () => {
        await chat.endpoint.behave(behaviour);
        const element = chat.open();
        const { error, banner } = await failure(element);
        expect(error.code).to.equal(code);
        expect(banner.textContent).to.contain(words);
        await expect(element).to.be.accessible();
        await chat.endpoint.behave({});
        banner.querySelector('button')?.click();
        await untilStatus(element, 'connected');
      });
    }

    it('names a missing attribute, and connects when it is set', async () => {
      const element = document.createElement('momento-chat');
      const first = failure(element);
      chat.adopt(element);
      expect((await first).error).to.include({ code: 'configuration-invalid' });
      expect((await first).error.message).to.contain('"room"');
      const second = failure(element);
      element.room = newRoom();
      expect((await second).error.message).to.contain('"token-url"');
      element.tokenUrl = chat.endpoint.url;
      await untilStatus(element, 'connected');
    });

    it('shows that the token was rejected', async () => {
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'Subscribe',
        status: 'UNAUTHENTICATED',
      });
      expect((await failure(chat.open())).error.code).to.equal('not-authenticated');
    });

    it('shows that the cache is missing', async () => {
      const bare = await startChat({ caches: ['another'] });
      try {
        expect((await failure(bare.open())).error.code).to.equal('cache-not-found');
      } finally {
        await bare.stop();
      }
    });

    it('shows that the history cannot be read, and closes the stream', async () => {
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'ListFetch',
        status: 'PERMISSION_DENIED',
      });
      expect((await failure(chat.open())).error.code).to.equal('not-permitted');
      await chat.untilStreams(0);
    });

    it('shows that the service is down', async () => {
      await chat.engine.faults.inject({ kind: 'error', rpc: 'Subscribe', status: 'UNAVAILABLE' });
      expect((await failure(chat.open())).error.code).to.equal('service-unavailable');
    });
  });
});
