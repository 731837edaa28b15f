/** @throws {TypeError} naming the option, unless it is a whole number within bounds */
export function checkedWholeNumber(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const bounds =
    most === Number.MAX_SAFE_INTEGER
      ? `from ${String(least)}`
      : `from ${String(least)} to ${String(most)}`;
  throw new TypeError(`unable to use ${name} ${value}; it must be a whole number ${bounds}`);
}

/** @throws {TypeError} naming the option, unless it is a positive number of seconds */
export function checkedSeconds(name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new TypeError(`unable to use ${name} ${value}; it must be a number of seconds above 0`);
}
