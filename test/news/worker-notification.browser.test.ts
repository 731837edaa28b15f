import { expect } from '@open-wc/testing';
import { DesktopNotice, askForPermission, permission } from '../../src/news/notification.js';
import { until } from '../helpers/chat-fixture.js';
import { useFakeNotification } from '../helpers/fake-notification.js';

interface Shown {
  readonly title: string;
  readonly tag: string | undefined;
}

/** A browser such as Chromium on Android: its constructor throws, which a page learns once. */
describe('where only a service worker can show notifications, they', () => {
  const desktop = useFakeNotification();
  let shown: Shown[] = [];
  let hasWorker = true;

  beforeEach(() => {
    desktop.isRefused = true;
    desktop.permission = 'granted';
    shown = [];
    hasWorker = true;
    const registration = {
      showNotification: (title: string, { tag }: NotificationOptions) => {
        shown = [...shown.filter((other) => other.tag !== tag), { title, tag }];
        return Promise.resolve();
      },
      getNotifications: ({ tag }: { tag: string }) =>
        Promise.resolve(
          shown
            .filter((each) => each.tag === tag)
            .map((each) => ({ close: () => (shown = shown.filter((other) => other !== each)) })),
        ),
    };
    Object.defineProperty(navigator, 'serviceWorker', {
      configurable: true,
      value: { getRegistration: () => Promise.resolve(hasWorker ? registration : undefined) },
    });
  });

  afterEach(() => Reflect.deleteProperty(navigator, 'serviceWorker'));

  it('are shown and closed by the page’s own', async () => {
    const notice = new DesktopNotice('room');
    await notice.show({ id: 'm1', title: 'Grace', options: {} }, () => undefined);
    expect(shown).to.deep.equal([{ title: 'Grace', tag: 'room' }]);
    expect(permission()).to.equal('granted');
    notice.close();
    await until('none', () => shown.length === 0);
  });

  it('are unsupported in a page that has none', async () => {
    hasWorker = false;
    const notice = new DesktopNotice('room');
    await notice.show({ id: 'm1', title: 'Grace', options: {} }, () => undefined);
    expect(permission()).to.equal(undefined);
    expect(await askForPermission()).to.equal(undefined);
    notice.close();
    expect(shown).to.deep.equal([]);
  });
});
