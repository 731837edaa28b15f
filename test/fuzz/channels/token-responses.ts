import { parseMomentoOrigin } from '../../../src/protocol/web-origin.js';
import { tokenResponse, type TokenCase } from '../cases/token-responses.js';
import type { Channel } from './channel.js';

export const tokenResponses: Channel<TokenCase> = {
  name: 'token responses',
  cases: tokenResponse,
  share: 10,
  // Each accepted one opens a stream, and browsers permit six connections per host.
  batch: 3,
  mayFail: true,
  async feed({ page, momento, newRoom, tokenUrl, answers }, cases) {
    const room = newRoom();
    const response = await fetch(`${tokenUrl}&room=${room}`);
    const { authToken } = (await response.json()) as { authToken: string };
    answers.clear();
    cases.forEach(({ status, body, headers }, index) => {
      const filled = body
        .replaceAll('@ENDPOINT@', momento.webUrl)
        .replace(/@NOW@(\d+)/g, (_, seconds) =>
          String(Math.floor(Date.now() / 1000) + Number(seconds)),
        );
      const mayLead = endpointOf(filled) === momento.webUrl;
      // With another endpoint the page's policy blocks the connection, which is correct; it gets no real token.
      const answer = filled.replaceAll('@TOKEN@', mayLead ? authToken : 'x');
      answers.set(String(index), { status, body: status === 204 ? '' : answer, headers });
    });
    const all = cases.map((_, index) => ({ room, 'token-url': `/token/${String(index)}` }));
    const complaints = await page.evaluate((all) => fuzz.enterAll(all), all);
    return complaints;
  },
};

function endpointOf(body: string): string | undefined {
  try {
    return parseMomentoOrigin((JSON.parse(body) as { endpoint?: unknown } | null)?.endpoint);
  } catch {
    return undefined;
  }
}
