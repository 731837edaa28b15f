import { numberFormatter } from '../localization/number-formatter.js';

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

const enCount = numberFormatter('en');
const jaCount = numberFormatter('ja');

const en: ReportStrings = {
  reports: 'Reports',
  noReports: 'No reports.',
  reportsFailed: 'The reports could not be loaded.',
  reportCount: (count) => (count === 1 ? '1 report' : `${enCount(count)} reports`),
  moreReports: (count) => `${enCount(count)} more`,
  reportDismiss: 'Dismiss',
  reportRemove: 'Delete',
  reportMute: (time) => `Delete, mute for ${time}`,
  reportBan: (time) => `Delete, ban for ${time}`,
  reportDismissed: (name) => `Dismissed: ${name}`,
  reportRemoved: (name) => `Deleted: ${name}`,
  reportMuted: (name) => `Deleted and muted: ${name}`,
  reportBanned: (name) => `Deleted and banned: ${name}`,
  reportGone: 'Another moderator was first.',
  reportForbidden: 'You may not do this.',
  reportNotDone: 'This did not work. Please try again.',
};

const ja: ReportStrings = {
  reports: '報告',
  noReports: '報告はありません。',
  reportsFailed: '報告を読み込めませんでした。',
  reportCount: (count) => `報告 ${jaCount(count)} 件`,
  moreReports: (count) => `ほか ${jaCount(count)} 件`,
  reportDismiss: '問題なし',
  reportRemove: '削除',
  reportMute: (time) => `削除して${time}発言禁止`,
  reportBan: (time) => `削除して${time}入室禁止`,
  reportDismissed: (name) => `問題なしとしました：${name}`,
  reportRemoved: (name) => `削除しました：${name}`,
  reportMuted: (name) => `削除し、発言を禁止しました：${name}`,
  reportBanned: (name) => `削除し、入室を禁止しました：${name}`,
  reportGone: 'ほかのモデレーターが先に対応しました。',
  reportForbidden: 'この操作を行う権限がありません。',
  reportNotDone: 'うまくいきませんでした。もう一度お試しください。',
};

/** The texts of a language, with the host's own in their place. */
export function reportWords(
  language: string,
  overrides: Partial<ReportStrings> | undefined,
): ReportStrings {
  return { ...(/^ja\b/i.test(language) ? ja : en), ...overrides };
}
