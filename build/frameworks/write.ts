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
    return `'${tag}': {
      attributes: { ${named.filter(Boolean).join(' ')} },
      properties: [${properties.join(', ')}],
      events: [${events.map(({ name }) => `'${name}'`).join(', ')}],
    },`;
  });
  const code = `/*
 * Written by \`npm run frameworks\` from the elements' own comments and decorators; a test compares them.
 */

/** What can be set on each element: attributes by the names of their properties, and properties without one; and its events. */
export const MEMBERS = { ${entries.join('\n')} } as const;
`;
  return format(code, { parser: 'typescript', singleQuote: true, printWidth: 100 });
}
