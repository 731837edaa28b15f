type Options = NotificationOptions & { readonly renotify?: boolean };

/** A stand-in for the browser's notifications: what is shown of them, and what the visitor has answered. */
export class FakeNotification {
  static permission: NotificationPermission = 'default';
  /** The visitor's answer when they are asked. */
  static answer: NotificationPermission = 'granted';
  static asked = 0;
  /** Where only a service worker can show some. */
  static isRefused = false;
  static shown: FakeNotification[] = [];

  onclick: (() => void) | null = null;

  constructor(
    readonly title: string,
    readonly options: Options = {},
  ) {
    if (FakeNotification.isRefused) throw new TypeError('Illegal constructor');
    FakeNotification.shown = FakeNotification.shown.filter(({ tag }) => tag !== this.tag);
    FakeNotification.shown.push(this);
  }

  static async requestPermission(): Promise<NotificationPermission> {
    this.asked += 1;
    this.permission = this.answer;
    return Promise.resolve(this.permission);
  }

  get tag(): string | undefined {
    return this.options.tag;
  }

  get body(): string | undefined {
    return this.options.body;
  }

  close(): void {
    FakeNotification.shown = FakeNotification.shown.filter((other) => other !== this);
  }
}

/** Puts it in the place of the browser's before each test, which stands there again after it. */
export function useFakeNotification(): typeof FakeNotification {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'Notification');

  beforeEach(() => {
    const start = { permission: 'default', answer: 'granted', asked: 0, isRefused: false } as const;
    Object.assign(FakeNotification, start, { shown: [] });
    Object.defineProperty(globalThis, 'Notification', {
      configurable: true,
      writable: true,
      value: FakeNotification,
    });
  });

  afterEach(() => {
    if (own) Object.defineProperty(globalThis, 'Notification', own);
    else Reflect.deleteProperty(globalThis, 'Notification');
  });

  return FakeNotification;
}
