/**
 * Helps with words that are missing in some languages:
 *
 *     npm run words -- missing > words.json     # fill in its empty texts
 *     npm run words -- add words.json
 *
 * A text that begins with `(` is a function, as it stands in the file: `(count) => plural(count, { … })`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { LANGUAGES } from '../../build/modules.js';
import { english } from './samples.js';

/** Texts by key, `pin` or `errors.pin-refused`, and by language. */
type Missing = Record<string, Record<string, string>>;

const [command, file = ''] = process.argv.slice(2);
const KEYS = Object.keys(english).flatMap((key) =>
  key === 'errors' ? Object.keys(english.errors).map((code) => `errors.${code}`) : [key],
);

if (command === 'missing') process.stdout.write(`${JSON.stringify(await missing(), null, 2)}\n`);
else if (command === 'add') await add(JSON.parse(await readFile(file, 'utf8')) as Missing);
else throw new Error('unable to help with words; say `missing`, or `add` and a file.');

async function missing(): Promise<Missing> {
  const found: Missing = {};
  for (const language of LANGUAGES) {
    const properties = propertiesOf(await sourceOf(language));
    for (const key of KEYS.filter((each) => !properties.has(each))) {
      (found[key] ??= { en: inEnglish(key) })[language] = '';
    }
  }
  return found;
}

async function add(texts: Missing): Promise<void> {
  for (const language of LANGUAGES) {
    for (const [key, text] of Object.entries(texts)) {
      if (text[language]) await addTo(language, key, text[language]);
    }
  }
}

/** Puts a text after that of the key before it. */
async function addTo(language: string, key: string, text: string): Promise<void> {
  const source = await sourceOf(language);
  const properties = propertiesOf(source);
  if (properties.has(key)) return;
  const isError = key.startsWith('errors.');
  const before = KEYS.slice(0, KEYS.indexOf(key))
    .reverse()
    .find((each) => each.startsWith('errors.') === isError && properties.has(each));
  const place = before && properties.get(before);
  if (!place) throw new Error(`unable to add ${key} in ${language}; no key before it is there.`);
  const value = text.startsWith('(') ? text : JSON.stringify(text);
  const name = JSON.stringify(key.replace('errors.', ''));
  const { text: code } = source;
  const added = `${code.slice(0, place.end)},\n${name}: ${value}${code.slice(place.end)}`;
  const options = await resolveConfig(source.fileName);
  await writeFile(source.fileName, await format(added, { ...options, filepath: source.fileName }));
}

async function sourceOf(language: string): Promise<ts.SourceFile> {
  const path = `src/languages/${language}.ts`;
  return ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.ES2022, true);
}

/** The properties of `words` by key, those of its errors included. */
function propertiesOf(source: ts.SourceFile): ReadonlyMap<string, ts.PropertyAssignment> {
  const found = new Map<string, ts.PropertyAssignment>();
  const visit = (node: ts.Node, prefix: string): void => {
    if (!ts.isPropertyAssignment(node)) return;
    const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText(source);
    found.set(prefix + name, node);
    if (name === 'errors') node.initializer.forEachChild((each) => visit(each, 'errors.'));
  };
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText(source) === 'words');
  declared?.initializer?.forEachChild((each) => visit(each, ''));
  return found;
}

function inEnglish(key: string): string {
  const code = key.replace('errors.', '');
  const words: Readonly<Record<string, unknown>> = key === code ? { ...english } : english.errors;
  return String(words[code]);
}
