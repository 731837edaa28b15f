/** Parses JSON in which `{"$": "map"}` and the like stand for values that JSON lacks. Invalid JSON stays text. */
export function revive(json: string): unknown {
  try {
    return JSON.parse(json, (_, value: unknown) => special(value)) as unknown;
  } catch {
    return json;
  }
}

function special(value: unknown): unknown {
  const name = typeof value === 'object' && value !== null && '$' in value ? value.$ : undefined;
  switch (name) {
    case 'undefined':
      return undefined;
    case 'nan':
      return NaN;
    case 'infinity':
      return Infinity;
    case 'minus-zero':
      return -0;
    case 'bigint':
      return 10n ** 30n;
    case 'date':
      return new Date(NaN);
    case 'map':
      return new Map<unknown, unknown>([
        ['type', 'open'],
        [{}, []],
      ]);
    case 'buffer':
      return new Uint8Array(1000).buffer;
    case 'cycle': {
      const cycle: Record<string, unknown> = { momentoChat: 1, type: 'send' };
      cycle.body = cycle;
      return cycle;
    }
    case 'regexp':
      return /(a+)+$/;
    case 'error':
      return new TypeError('<b>wrong</b>');
    case 'sparse': {
      const sparse: unknown[] = [];
      sparse[4_000_000_000] = 1;
      return sparse;
    }
    case 'blob':
      return new Blob(['<script>pwned()</script>'], { type: 'text/html' });
    case 'boxed':
      return Object('text') as unknown;
    default:
      return value;
  }
}
