import { localeOf } from '../../localization/locale.js';

/** The texts about pictures and files. */
export interface AttachmentStrings {
  /** The button that chooses files. */
  readonly attach: string;
  /** The button that takes a picture, on phones and tablets. */
  readonly takePicture: string;
  /** Shown while files are dragged over the chat. */
  readonly dropFiles: string;
  /** The name of the list of files above the composer. */
  readonly filesToSend: string;
  readonly removeFile: (name: string) => string;
  /** The button for the description of a picture, and its field: for people who cannot see it. */
  readonly describe: (name: string) => string;
  readonly description: string;
  readonly preparing: string;
  /** @param percent 0 to 100 */
  readonly uploading: (percent: number) => string;
  readonly uploaded: string;
  readonly openPicture: (name: string) => string;
  readonly download: (name: string) => string;
  readonly downloading: string;
  /** In place of files whose bytes the room no longer has, or that are not what their message says. */
  readonly pictureGone: string;
  readonly fileGone: string;
  readonly fileBroken: string;
  readonly fileFailed: string;
  readonly tryAgain: string;
}

const en: AttachmentStrings = {
  attach: 'Attach files',
  takePicture: 'Take a picture',
  dropFiles: 'Drop files to attach them',
  filesToSend: 'Files to send',
  removeFile: (name) => `Remove ${name}`,
  describe: (name) => `Alt text of ${name}`,
  description: 'Describe the picture',
  preparing: 'Preparing…',
  uploading: (percent) => `${String(percent)}% uploaded`,
  uploaded: 'Ready to send',
  openPicture: (name) => `Open ${name}`,
  download: (name) => `Download ${name}`,
  downloading: 'Downloading…',
  pictureGone: 'This picture is no longer here',
  fileGone: 'This file is no longer here',
  fileBroken: 'This file is damaged',
  fileFailed: 'Not loaded',
  tryAgain: 'Try again',
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function attachmentStrings(strings: object): AttachmentStrings {
  return { ...en, ...strings };
}

/** Formats a size given in bytes, as people read it: “340 kB”, “1.2 MB”. */
export function sizeFormatter(language: string): (bytes: number) => string {
  const format = (unit: string, maximumFractionDigits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, maximumFractionDigits });
  const kilobytes = format('kilobyte', 0);
  const megabytes = format('megabyte', 1);
  return (bytes) =>
    bytes < 1_000_000
      ? kilobytes.format(Math.max(1, bytes / 1000))
      : megabytes.format(bytes / 1_000_000);
}
