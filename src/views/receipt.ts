/** The mark of an own message. */
export interface Receipt {
  readonly state: 'delivered' | 'seen';
  /** Shown where it was seen; for screen readers in any case. */
  readonly text: string;
  /** The names of those who have seen it. */
  readonly title: string;
}
