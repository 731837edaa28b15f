import { numberFormatter } from '../../localization/number-formatter.js';

/** The texts of the chat's menu. */
export interface MenuStrings {
  /** The button that opens the menu. */
  readonly chatMenu: string;
  readonly copyConversation: string;
  readonly downloadText: string;
  readonly downloadPage: string;
  readonly downloadJson: string;
  readonly printConversation: string;
  readonly newsSound: string;
  readonly newsDesktop: string;
  /** Why desktop notifications cannot be switched on. */
  readonly newsDenied: string;
  readonly newsUnsupported: string;
  /** While earlier messages are fetched: so many are here. */
  readonly gathering: (count: number) => string;
  readonly stopGathering: string;
  readonly gatheringStopped: string;
  readonly downloadStarted: string;
  /** A transcript could not be saved or printed. */
  readonly transcriptFailed: string;
  /** What becomes of a conversation that is copied, as of code. */
  readonly copied: string;
  readonly notCopied: string;
}

const format = numberFormatter('en');

const en: MenuStrings = {
  chatMenu: 'Chat options',
  copyConversation: 'Copy conversation',
  downloadText: 'Download as text',
  downloadPage: 'Download as web page',
  downloadJson: 'Download as JSON',
  printConversation: 'Print',
  newsSound: 'Sound',
  newsDesktop: 'Desktop notifications',
  newsDenied: 'Blocked in the browser’s settings',
  newsUnsupported: 'Not available here',
  gathering: (count) => `Loading earlier messages… ${format(count)} so far`,
  stopGathering: 'Stop',
  gatheringStopped: 'Stopped',
  downloadStarted: 'Download started',
  transcriptFailed: 'This did not work. Please try again.',
  copied: 'Copied',
  notCopied: 'Could not be copied',
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function menuStrings<Texts extends object>(strings: Texts): MenuStrings & Texts {
  return { ...en, ...strings };
}
