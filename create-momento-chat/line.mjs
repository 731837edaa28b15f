import { parseArgs } from 'node:util';
import { DEFAULT_FOLDER, DEFAULT_TEMPLATE, TEMPLATES } from './templates.mjs';

export const USAGE = `Usage: npm create momento-chat@latest [FOLDER] [TEMPLATE]

Makes a folder with a page that chats. Without a terminal nothing is asked:
what is left out is ${DEFAULT_FOLDER} and ${DEFAULT_TEMPLATE}.

Templates:
${Object.entries(TEMPLATES)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}

Options:
  --template NAME  the template, another way; npm takes it after --
  --help           shows this text
`;

/**
 * Parses the command line. Has no side effects.
 *
 * @returns `{ help }`, or `{ folder, template }`, undefined where it was left out
 * @throws {TypeError} that names the mistake
 */
export function readLine(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      template: { type: 'string', short: 't' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  // Without `--`, npm keeps `--template` for itself and passes the name on.
  const [folder, template, ...more] = positionals;
  if (more.length > 0) throw new TypeError('it takes a folder and a template');
  if (values.template !== undefined && template !== undefined && values.template !== template) {
    throw new TypeError(`both '${values.template}' and '${template}' are given as the template`);
  }
  return { help: values.help, folder, template: values.template ?? template };
}
