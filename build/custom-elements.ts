import { writeFile } from 'node:fs/promises';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import type {
  Attribute,
  CustomElement,
  CustomElementDeclaration,
  Package,
} from 'custom-elements-manifest/schema.js';
import { memberTypes } from './member-types.js';

/*
 * What editors and documentation tools know about the elements: `custom-elements.json`, and from it VS Code's custom
 * data and JetBrains' web-types. The analyzer reads comments and decorators; what it cannot know is put right here.
 */

const OUT_DIR = 'dist';

type ElementDeclaration = CustomElement & CustomElementDeclaration;

/** Where each element is in the package. */
const MODULES = [
  { path: 'dist/momento-chat.js', element: 'MomentoChatElement', superclass: 'HTMLElement' },
  {
    path: 'dist/momento-chat-relay.js',
    element: 'RelayChatElement',
    superclass: 'MomentoChatElement',
  },
] as const;

const analyzed = await cli({
  argv: ['analyze'],
  cwd: process.cwd(),
  noWrite: true,
});
const types = memberTypes(analyzed.modules.map(({ path }) => path));

const manifest: Package = {
  schemaVersion: '2.1.0',
  modules: MODULES.map(({ path, element, superclass }) => {
    const declaration = published(declarationOf(element), superclass);
    const { tagName = '' } = declaration;
    const reference = { name: element, module: path };
    return {
      kind: 'javascript-module',
      path,
      declarations: [declaration],
      exports: [
        { kind: 'js', name: element, declaration: reference },
        { kind: 'custom-element-definition', name: tagName, declaration: reference },
      ],
    };
  }),
};

await writeFile(`${OUT_DIR}/custom-elements.json`, `${JSON.stringify(manifest, null, 2)}\n`);
// Custom properties say their defaults in words.
const options = { outdir: OUT_DIR, hideLogs: true, hideCssPropertiesDocs: true };
// Both packages have a narrower type of their own for the same thing.
generateVsCodeCustomElementData(manifest as never, {
  ...options,
  htmlFileName: 'vscode.html-custom-data.json',
  cssFileName: 'vscode.css-custom-data.json',
});
generateJetBrainsWebTypes(manifest as never, { ...options, webTypesFileName: 'web-types.json' });

function declarationOf(name: string): ElementDeclaration {
  const found = analyzed.modules
    .flatMap(({ declarations = [] }) => declarations)
    .find((declaration) => declaration.name === name);
  if (!found) throw new Error(`unable to describe ${name}; the analyzer has not found it`);
  return found as ElementDeclaration;
}

/** The element as a page sees it: without what is private, and whatever class it comes from. */
function published(declaration: ElementDeclaration, superclass: string): ElementDeclaration {
  const { attributes = [], members = [], events = [] } = declaration;
  return {
    ...declaration,
    superclass: { name: superclass },
    // The analyzer takes every `dispatchEvent` for an event of its own, named as it guesses.
    events: events.filter(({ name }) => name.startsWith('momento-chat-')),
    attributes: attributes
      .filter(({ fieldName }) => fieldName !== undefined)
      .map((attribute) => ({ ...own(attribute), ...types.get(attribute.fieldName ?? '') })),
    members: members
      .filter(
        ({ name, privacy }) =>
          (privacy ?? 'public') === 'public' && name !== 'attributeChangedCallback',
      )
      .map((member) => ({ ...own(member), ...types.get(member.name) })),
  };
}

/** The same, without the class that it comes from. */
function own<T extends Pick<Attribute, 'inheritedFrom'>>(member: T): T {
  const copy = { ...member };
  delete copy.inheritedFrom;
  return copy;
}
