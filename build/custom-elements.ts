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
 * Writes `custom-elements.json` for editors and documentation tools, and derives VS Code's custom data and JetBrains'
 * web-types from it. The analyzer reads comments and decorators; this script corrects what it cannot infer.
 */

const OUT_DIR = 'dist';

type ElementDeclaration = CustomElement & CustomElementDeclaration;

/** The published module of each element; `superclass` is what hosts see. */
const MODULES = [
  { path: 'dist/momento-chat.js', element: 'MomentoChatElement', superclass: 'HTMLElement' },
  {
    path: 'dist/momento-chat-relay.js',
    element: 'RelayChatElement',
    superclass: 'MomentoChatElement',
  },
  {
    path: 'dist/momento-chat-inbox.js',
    element: 'MomentoChatInboxElement',
    superclass: 'HTMLElement',
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
    const declaration = toPublic(declarationOf(element), superclass);
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
// The descriptions of custom properties give their defaults; the generators' own listing would repeat them.
const options = { outdir: OUT_DIR, hideLogs: true, hideCssPropertiesDocs: true };
// Both packages declare a narrower manifest type of their own.
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
  if (!found) throw new Error(`unable to describe ${name}; the analyzer did not find it`);
  return found as ElementDeclaration;
}

/** The element's public interface, with all inherited members as its own. */
function toPublic(declaration: ElementDeclaration, superclass: string): ElementDeclaration {
  const { attributes = [], members = [], events = [] } = declaration;
  return {
    ...declaration,
    superclass: { name: superclass },
    // The analyzer adds an event with a guessed name, or none, for every `dispatchEvent` call.
    events: events.filter(({ name = '' }) => name.startsWith('momento-chat-')),
    attributes: attributes
      .filter(({ fieldName }) => fieldName !== undefined)
      .map((attribute) => ({
        ...withoutOrigin(attribute),
        ...types.get(attribute.fieldName ?? ''),
      })),
    members: members
      .filter(
        ({ name, privacy }) =>
          (privacy ?? 'public') === 'public' && name !== 'attributeChangedCallback',
      )
      .map((member) => ({ ...withoutOrigin(member), ...types.get(member.name) })),
  };
}

/** Removes the reference to the class that declares the member: hosts cannot import it. */
function withoutOrigin<T extends Pick<Attribute, 'inheritedFrom'>>(member: T): T {
  const copy = { ...member };
  delete copy.inheritedFrom;
  return copy;
}
