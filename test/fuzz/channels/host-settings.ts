import { hostSetting, type HostCase } from '../cases/host-settings.js';
import { CACHE } from '../world.js';
import { sentinel, type Channel } from './channel.js';

export const hostSettings: Channel<HostCase> = {
  name: 'attributes and properties',
  cases: hostSetting,
  share: 3,
  batch: 25,
  mayFail: true,
  async feed({ page, momento, newRoom, tokenUrl }, cases) {
    const room = newRoom();
    const { id, item } = sentinel();
    momento.direct.listPush({ cache: CACHE, list: room, values: [item] });
    await page.evaluate((attributes) => fuzz.enter(attributes), { room, 'token-url': tokenUrl });
    await page.evaluate((cases) => fuzz.set(cases), cases);
    const complaints = await page.evaluate(() => fuzz.look());
    // Valid settings must give a working chat afterwards.
    const right: HostCase[] = Object.entries({ ...RIGHT, room, variant: 'inline' }).map(
      ([name, value]) => ({ name, how: 'property', value: JSON.stringify(value) }),
    );
    await page.evaluate((right) => fuzz.set(right), right);
    await page.evaluate((id) => fuzz.untilMessage(id), id);
    return complaints;
  },
};

const RIGHT = {
  connect: 'eager',
  credentials: 'same-origin',
  cacheName: CACHE,
  historyLimit: 100,
  historyTtl: 3600,
  strings: null,
  theme: 'auto',
};
