import { styleText } from 'node:util';

/** One measurement: a number for each size and implementation; `plain` where the baseline can do the same. */
export interface Row {
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly values: { readonly list: readonly number[]; readonly plain?: readonly number[] };
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
    const print = (name: string, numbers: readonly number[]): void => {
      const cells = numbers.map((number) => number.toFixed(digits));
      console.log(line(name, [...cells, times(numbers.at(-1), numbers[0])]));
    };
    print('  momento-chat', list);
    if (!plain) continue;
    print('  plain <ul>', plain);
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
