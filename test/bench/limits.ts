/** A result and its greatest value. */
export interface Limited {
  readonly name: string;
  readonly value: number;
  readonly limit?: number;
}

/** Prints results on one line, and makes the process fail where one is beyond its limit. */
export function judge(results: readonly Limited[]): void {
  console.log(results.map(({ name, value }) => `${name}=${format(value)}`).join(' '));
  for (const { name, value, limit } of results) {
    if (!Number.isFinite(value)) throw new Error(`${name} was not measured`);
    if (limit === undefined || value <= limit) continue;
    console.error(`${name} is ${format(value)}; ${String(limit)} at most.`);
    process.exitCode = 1;
  }
}

function format(value: number): string {
  return value.toFixed(Number.isInteger(value) ? 0 : 2);
}
