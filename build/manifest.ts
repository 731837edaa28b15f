import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import type {
  Attribute,
  CustomElement,
  CustomElementDeclaration,
  Package,
} from 'custom-elements-manifest/schema.js';
import { memberTypes, type MemberType } from './member-types.js';

/*
 * The manifest of the elements. The analyzer reads comments and decorators; this module corrects what it cannot infer.
 */

/** An element of the manifest. */
export type ElementDeclaration = CustomElement & CustomElementDeclaration;

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

/** Reads the sources: takes some seconds. */
export async function analyzeElements(): Promise<Package> {
  const analyzed = await cli({ argv: ['analyze'], cwd: process.cwd(), noWrite: true });
  const types = memberTypes(analyzed.modules.map(({ path }) => path));
  return {
    schemaVersion: '2.1.0',
    modules: MODULES.map(({ path, element, superclass }) => {
      const { file, found } = declarationOf(analyzed, element);
      const declaration = toPublic(found, superclass, (name, origin = file) =>
        types.get(`${origin} ${name}`),
      );
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
}

function declarationOf(
  { modules }: Pick<Package, 'modules'>,
  name: string,
): { file: string; found: ElementDeclaration } {
  for (const { path, declarations = [] } of modules) {
    const found = declarations.find((declaration) => declaration.name === name);
    if (found) return { file: path, found: found as ElementDeclaration };
  }
  throw new Error(`unable to describe ${name}; the analyzer did not find it`);
}

/** @param file of the class that declares the member; by default that of the element */
type TypeOf = (name: string, file: string | undefined) => MemberType | undefined;

/** The element's public interface, with all inherited members as its own. */
function toPublic(
  declaration: ElementDeclaration,
  superclass: string,
  typeOf: TypeOf,
): ElementDeclaration {
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
        ...typeOf(attribute.fieldName ?? '', attribute.inheritedFrom?.module),
      })),
    members: members
      .filter(
        ({ name, privacy }) =>
          (privacy ?? 'public') === 'public' && name !== 'attributeChangedCallback',
      )
      .map((member) => ({
        ...withoutOrigin(member),
        ...typeOf(member.name, member.inheritedFrom?.module),
      })),
  };
}

/** Removes the reference to the class that declares the member: hosts cannot import it. */
function withoutOrigin<T extends Pick<Attribute, 'inheritedFrom'>>(member: T): T {
  const copy = { ...member };
  delete copy.inheritedFrom;
  return copy;
}
