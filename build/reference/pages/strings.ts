import ts from 'typescript';
import type { Entry, Page } from '../page.js';
import type { Sources } from '../sources.js';

/** Every text that the chat shows, with its key and its English words. */
export function stringsPage(sources: Sources): Page {
  const keys = sources.membersOf(sources.exported('src/momento-chat.ts', 'Strings'));
  const english = englishWords(sources);
  return {
    name: 'strings',
    title: 'Words',
    intro:
      'The property `strings` replaces any of these, for example `chat.strings = { send: "Post" }`. A text with numbers or names in it is a ' +
      'function. `errors` has a text for each [error code](errors.md). Languages are modules of their own.',
    sections: [
      {
        title: 'Keys',
        heads: { name: 'key', type: 'in English', text: 'where' },
        entries: keys.map((key): Entry => {
          const words = english.get(key.name);
          return { name: key.name, type: words, text: sources.memberText(key) || placeOf(words) };
        }),
      },
    ],
  };
}

/** A text that is all there is to say about a key, such as that of a button. */
function placeOf(words: string | undefined): string {
  return words === undefined ? '' : 'as it reads';
}

/** From the objects named `en`, or `labelsEn`: a text, or the function that makes one, as in the source. */
function englishWords(sources: Sources): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const file of sources.files) {
    ts.forEachChild(file, function visit(node) {
      if (
        ts.isVariableDeclaration(node) &&
        /^en$|En$/.test(node.name.getText()) &&
        node.initializer
      ) {
        for (const { name, initializer } of propertiesIn(node.initializer)) {
          // That of the errors: another page has its codes.
          if (ts.isObjectLiteralExpression(initializer)) continue;
          words.set(name.getText(), textOf(initializer));
        }
      }
      if (ts.isVariableStatement(node) || ts.isVariableDeclarationList(node)) {
        ts.forEachChild(node, visit);
      }
    });
  }
  return words;
}

function propertiesIn(expression: ts.Expression): readonly ts.PropertyAssignment[] {
  if (ts.isObjectLiteralExpression(expression)) {
    return expression.properties.filter(ts.isPropertyAssignment);
  }
  // Within `Object.freeze(…)`, `… as const` and the like.
  if (ts.isCallExpression(expression)) return expression.arguments.flatMap(propertiesIn);
  if (ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression)) {
    return propertiesIn(expression.expression);
  }
  return [];
}

function textOf(initializer: ts.Expression): string {
  if (ts.isStringLiteralLike(initializer)) return initializer.text;
  return initializer.getText();
}
