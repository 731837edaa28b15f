import { expect, fixture, html } from '@open-wc/testing';
import { ChatError } from '../../src/protocol/errors.js';
import type { ConnectionStatus } from '../../src/momento-chat.js';
import '../../src/views/status-banner.js';
import type { StatusBanner } from '../../src/views/status-banner.js';

describe('the status banner', () => {
  let banner: StatusBanner;

  beforeEach(async () => {
    banner = await fixture<StatusBanner>(
      html`<momento-chat-status-banner></momento-chat-status-banner>`,
    );
  });

  async function show(status: ConnectionStatus, error?: ChatError): Promise<string> {
    banner.status = status;
    banner.error = error;
    await banner.updateComplete;
    return banner.renderRoot.textContent?.trim() ?? '';
  }

  it('passes the accessibility audit in every state', async () => {
    for (const status of ['connected', 'catching-up', 'reconnecting', 'failed'] as const) {
      await show(status);
      await expect(banner).to.be.accessible();
    }
  });

  it('is shown only when the status needs a text', async () => {
    const slow = new ChatError(
      'connection-slow',
      'unable to fetch the history in time; it is slow.',
    );
    expect(await show('connected')).to.equal('');
    expect(await show('connecting')).to.equal('');
    expect(await show('catching-up')).to.contain('Catching up');
    expect(await show('catching-up', slow))
      .to.contain('slow')
      .and.to.contain('Catching up');
    expect(await show('reconnecting')).to.contain('Reconnecting');
    expect(await show('disconnected')).to.contain('Not connected');
  });

  it('explains a failure in the visitor’s terms, not the developer’s, and offers a retry', async () => {
    const text = await show('failed', new ChatError('token-refused', 'unable to x; HTTP 403'));
    expect(text).to.contain('do not have access').and.not.to.contain('403');
    let retried = 0;
    banner.addEventListener('retry', () => (retried += 1));
    banner.renderRoot.querySelector('button')?.click();
    expect(retried).to.equal(1);
  });

  it('is announced politely', () => {
    expect(banner.renderRoot.querySelector('[role=status]')).to.not.equal(null);
  });
});
