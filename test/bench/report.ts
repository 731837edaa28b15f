import { styleText } from 'node:util';
import type { ImplementationName } from './implementations.js';

/** One measurement: a number for each size and implementation. */
export interface Row {
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly values: Readonly<Record<ImplementationName, readonly number[]>>;
}

const TITLE_WIDTH = 26;
const WIDTH = 13;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (upper === undefined || lower === undefined) throw new Error('nothing was measured');
  return (lower + upper) / 2;
}

/** Prints, for each measurement, the widget, the plain list and their ratio. The last column is the growth with the size. */
export function printTable(sizes: readonly number[], rows: readonly Row[]): void {
  const columns = sizes.map((size) => size.toLocaleString('en'));
  const growth = `${String(columns.at(-1))} / ${String(columns[0])}`;
  console.log(line('messages', [...columns, growth]));
  for (const { title, unit, digits, values } of rows) {
    console.log(`\n${styleText('bold', `${title}, ${unit}`)}`);
    const { list, plain } = values;
    for (const [name, numbers] of [
      ['  momento-chat', list],
      ['  plain <ul>', plain],
    ] as const) {
      const cells = numbers.map((number) => number.toFixed(digits));
      console.log(line(name, [...cells, times(numbers.at(-1), numbers[0])]));
    }
    console.log(
      line(
        '  ratio',
        list.map((number, index) => times(number, plain[index])),
      ),
    );
  }
}

function times(number = NaN, other = NaN): string {
  return `×${(number / other).toFixed(2)}`;
}

function line(title: string, cells: readonly string[]): string {
  return title.padEnd(TITLE_WIDTH) + cells.map((cell) => cell.padStart(WIDTH)).join('');
}
