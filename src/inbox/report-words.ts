/** The texts of the queue of reports. */
export interface ReportStrings {
  readonly reports: string;
  readonly noReports: string;
  readonly reportsFailed: string;
  /** How many members have reported a message. */
  readonly reportCount: (count: number) => string;
  /** So many are not shown. */
  readonly moreReports: (count: number) => string;
  /** What can be done about a report, with a time such as “1 hour”. */
  readonly reportDismiss: string;
  readonly reportRemove: string;
  readonly reportMute: (time: string) => string;
  readonly reportBan: (time: string) => string;
  /** What has become of it, with the name of the message's author. */
  readonly reportDismissed: (name: string) => string;
  readonly reportRemoved: (name: string) => string;
  readonly reportMuted: (name: string) => string;
  readonly reportBanned: (name: string) => string;
  /** Another moderator has settled it. */
  readonly reportGone: string;
  readonly reportForbidden: string;
  readonly reportNotDone: string;
}
