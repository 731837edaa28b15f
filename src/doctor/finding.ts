/** What one check has found. */
export interface Finding {
  readonly ok: boolean;
  /** What was checked and how it is, in one sentence. */
  readonly text: string;
  /** For a problem: the line to change, and where. */
  readonly change?: string;
}

export function fine(text: string): Finding {
  return { ok: true, text };
}

export function problem(text: string, change: string): Finding {
  return { ok: false, text, change };
}
