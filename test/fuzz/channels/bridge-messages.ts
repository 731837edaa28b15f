import { bridgeMessage, type BridgeCase } from '../cases/bridge-messages.js';
import { CACHE, LOBBY } from '../world.js';
import { sentinel, type Channel } from './channel.js';

export const bridgeMessages: Channel<BridgeCase> = {
  name: 'bridge messages',
  cases: bridgeMessage,
  share: 12,
  batch: 100,
  mayFail: false,
  async feed({ page, momento }, cases) {
    await page.evaluate((cases) => fuzz.post(cases), cases);
    const { id } = sentinel();
    await page.evaluate((text) => fuzz.sendThroughBridge(text), id);
    for (let tries = 0; tries < 1000; tries += 1) {
      const stored = momento.direct.listFetch({ cache: CACHE, list: LOBBY });
      if (stored.some((item) => item.includes(id))) return [];
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return ['the bridge no longer delivers messages'];
  },
};
