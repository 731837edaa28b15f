import fc, { type Arbitrary } from 'fast-check';
import { text, wrongJson } from '../hostile.js';
import { special } from './bridge-messages.js';
import { jsonText } from './shared.js';

/** A setting of the element by a page or its framework. */
export interface HostCase {
  readonly name: string;
  readonly how: 'attribute' | 'property';
  /** An attribute's text, or a property's value as JSON, with special values as in `BridgeCase`. */
  readonly value: string;
}

const ATTRIBUTES = [
  ...['room', 'variant', 'placement', 'connect', 'hotkey', 'theme', 'away', 'readonly'],
  ...[
    'username',
    'prefill',
    'search',
    'max-length',
    'history-limit',
    'history-ttl',
    'cache-name',
    'credentials',
    'lang',
  ],
];
const PROPERTIES = [
  ...['room', 'variant', 'placement', 'connect', 'hotkey', 'theme', 'away', 'readOnly'],
  ...['value', 'prefill'],
  ...['username', 'maxLength', 'historyLimit', 'historyTtl', 'cacheName', 'credentials', 'strings'],
];

export const hostSetting: Arbitrary<HostCase> = fc.oneof(
  fc.record({
    name: fc.constantFrom(...ATTRIBUTES),
    how: fc.constant('attribute' as const),
    value: fc.oneof(text, wrongJson),
  }),
  fc.record({
    name: fc.constantFrom(...PROPERTIES),
    how: fc.constant('property' as const),
    // Without the sparse array: no page sets one, and a browser cannot serialise its four billion holes.
    value: fc.oneof(
      wrongJson,
      special.filter((it) => !it.includes('sparse')),
      jsonText,
    ),
  }),
);
