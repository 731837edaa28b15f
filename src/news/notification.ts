export interface Notice {
  /** Of the message. */
  readonly id: string;
  readonly title: string;
  readonly options: NotificationOptions;
}

/** Whether one is shown; `unsupported` where the browser has none, or the page lacks the service worker that it needs. */
export type DesktopState = 'on' | 'off' | 'denied' | 'unsupported';

/** In some browsers, as Chromium on Android, the constructor throws: only a service worker can show one. */
let needsWorker = false;
let hasWorker: boolean | undefined;

/** What the browser says of notifications; undefined where it has none, or the page cannot show any. */
export function permission(): NotificationPermission | undefined {
  if (typeof Notification === 'undefined') return undefined;
  return needsWorker && hasWorker === false ? undefined : Notification.permission;
}

/** Asks the visitor, in an act of theirs, unless they have answered already. Never rejects. */
export async function askForPermission(): Promise<NotificationPermission | undefined> {
  try {
    if (permission() === 'default') await Notification.requestPermission();
    if (isWorkerOnly()) await registration();
  } catch {
    // An old browser with another way of asking: the permission says what has come of it.
  }
  return permission();
}

/** The notification of one room on the desktop. There is one at most. */
export class DesktopNotice {
  readonly #tag: string;
  #id: string | undefined;
  #shown: Notification | undefined;

  /** @param tag those of the same tag replace each other, those of other tabs included */
  constructor(tag: string) {
    this.#tag = tag;
  }

  /** The message that it tells of. */
  get id(): string | undefined {
    return this.#id;
  }

  /** @param onClick not called by a service worker's: the page's own script hears of that */
  async show({ id, title, options }: Notice, onClick: () => void): Promise<void> {
    this.#id = id;
    // The chat has a sound of its own, by the visitor's choice.
    const all = { ...options, tag: this.#tag, renotify: true, silent: true };
    try {
      if (!needsWorker) {
        const shown = new Notification(title, all);
        shown.onclick = () => {
          shown.close();
          onClick();
        };
        this.#shown = shown;
        return;
      }
    } catch {
      needsWorker = true;
    }
    try {
      await (await registration())?.showNotification(title, all);
      // It was read meanwhile.
      if (this.#id !== id) this.close();
    } catch {
      // The permission has gone.
    }
  }

  close(): void {
    this.#id = undefined;
    this.#shown?.close();
    this.#shown = undefined;
    if (hasWorker) void this.#closeByWorker();
  }

  async #closeByWorker(): Promise<void> {
    try {
      const shown = await (await registration())?.getNotifications({ tag: this.#tag });
      for (const each of shown ?? []) each.close();
    } catch {
      // The page has no worker any more.
    }
  }
}

/** The page's service worker, where it has one. */
async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  const found = await (navigator as Partial<Navigator>).serviceWorker?.getRegistration();
  hasWorker = found !== undefined;
  return found;
}

/** Known without trying, which would show one: Chromium on Android, and pages on the home screen of iOS. */
function isWorkerOnly(): boolean {
  const { userAgentData } = navigator as { userAgentData?: { readonly platform?: string } };
  needsWorker ||= userAgentData?.platform === 'Android' || 'standalone' in navigator;
  return needsWorker;
}
