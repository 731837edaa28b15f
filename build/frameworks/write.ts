import { format } from 'prettier';
import type { ElementMembers } from './members.js';

/** The module that components of frameworks read at run time. */
export const MEMBERS_FILE = 'src/frameworks/members.ts';

/** Its source. */
export async function membersModule(elements: readonly ElementMembers[]): Promise<string> {
  const entries = elements.map(({ tag, settings, events }) => {
    const named = settings.map(({ name, attribute }) =>
      attribute === undefined ? undefined : `${name}: '${attribute}',`,
    );
    const properties = settings.flatMap(({ name, attribute }) =>
      attribute === undefined ? [`'${name}'`] : [],
    );
    const numbers = settings.flatMap(({ name, type }) =>
      type.startsWith('number') ? [`'${name}'`] : [],
    );
    const flags = settings.flatMap(({ name, type }) => (type === 'boolean' ? [`'${name}'`] : []));
    return `'${tag}': {
      attributes: { ${named.filter(Boolean).join(' ')} },
      numbers: [${numbers.join(', ')}],
      flags: [${flags.join(', ')}],
      properties: [${properties.join(', ')}],
      events: [${events.map(({ name }) => `'${name}'`).join(', ')}],
    },`;
  });
  const code = `/*
 * Written by \`npm run frameworks\` from the elements' own comments and decorators; a test compares them.
 */

/** What can be set on each element: attributes by the names of their properties, and properties without one, and which are numbers, and which yes or no; and its events. */
export const MEMBERS = { ${entries.join('\n')} } as const;
`;
  return format(code, { parser: 'typescript', singleQuote: true, printWidth: 100 });
}
