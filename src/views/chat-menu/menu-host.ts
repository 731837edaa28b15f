/** Whether the page's notifications are shown on the visitor's desktop. */
export type DesktopState = 'on' | 'off' | 'denied' | 'unsupported';

/** How a visitor hears of news. */
export interface MenuNews {
  readonly sound: boolean;
  setSound(on: boolean): void;
  readonly desktop: DesktopState;
  /** Asks the visitor for permission, where the browser has not asked yet. @returns what became of it */
  setDesktop(on: boolean): Promise<DesktopState>;
}
