/** An entry for moderators: something that is on or off, or one of several choices. */
export interface MenuSetting {
  readonly label: string;
  /** What holds now, after the label. */
  readonly value?: string;
  /** Missing: it is neither on nor off. */
  readonly checked?: boolean;
  /** What is offered in place of all entries once it is chosen. */
  readonly choices?: readonly MenuSetting[];
  readonly run?: () => void;
}

/** What moderators set for the whole room. */
export interface MenuDesk {
  /** Empty for all others. */
  readonly entries: readonly MenuSetting[];
}

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
