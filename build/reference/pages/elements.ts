import type { Package } from 'custom-elements-manifest/schema.js';
import type { ElementDeclaration } from '../../manifest.js';
import type { Entry, Page, Section } from '../page.js';
import type { Sources } from '../sources.js';

/** What the elements are in HTML, in CSS and for scripts, from the manifest. */
export function elementPages(manifest: Package, sources: Sources): readonly Page[] {
  const elements = manifest.modules.flatMap(
    ({ declarations = [] }) => declarations as ElementDeclaration[],
  );
  const [chat] = elements;
  if (!chat) throw new Error('unable to describe the elements; the manifest has none');
  return [
    {
      name: 'attributes',
      title: 'Attributes',
      intro:
        'Frameworks may write `"false"` for an attribute that is off. [The element](../element.md) has them by subject.',
      sections: elementSections(elements, attributesOf),
    },
    {
      name: 'properties',
      title: 'Properties and methods',
      intro: 'Properties with an attribute of their own are in [Attributes](attributes.md), too.',
      sections: elementSections(elements, membersOf),
    },
    {
      name: 'events',
      title: 'Events',
      intro:
        'All events bubble and cross shadow boundaries. Their classes are exported by `momento-chat`.',
      sections: eventSections(chat, sources),
    },
    {
      name: 'styles',
      title: 'Slots, parts and styles',
      intro: STYLES,
      sections: styleSections(chat),
    },
  ];
}

const STYLES = 'How to use them: [make it yours](../theming.md). Both elements have all of them.';

/** What the first element has, and for the others what only they have. */
function elementSections(
  elements: readonly ElementDeclaration[],
  entriesOf: (element: ElementDeclaration) => readonly Entry[],
): readonly Section[] {
  const [first, ...others] = elements.map((element) => ({
    title: `<${element.tagName ?? ''}>`,
    entries: entriesOf(element),
  }));
  if (!first) return [];
  const sections = others.map(({ title, entries }) => ({
    title: `${title} besides`,
    intro: `It has all of \`${first.title}\` except: ${list(missingIn(first.entries, entries))}. It adds:`,
    entries: entries.filter(({ name }) => !first.entries.some((entry) => entry.name === name)),
  }));
  return [{ ...first, title: first.title }, ...sections].map((section) => ({
    ...section,
    title: section.title.replace(/<([^>]*)>/, '`<$1>`'),
  }));
}

function missingIn(all: readonly Entry[], some: readonly Entry[]): readonly string[] {
  return all
    .filter(({ name }) => !some.some((entry) => entry.name === name))
    .map(({ name }) => name);
}

function list(names: readonly string[]): string {
  return names.length > 0 ? names.map((name) => `\`${name}\``).join(', ') : 'nothing';
}

function attributesOf({ attributes = [] }: ElementDeclaration): readonly Entry[] {
  return attributes.map(({ name, type, default: standard, description = '' }) => ({
    name,
    type: type?.text,
    standard: standard === "''" || standard === 'undefined' ? undefined : standard,
    text: description,
  }));
}

function membersOf({ members = [] }: ElementDeclaration): readonly Entry[] {
  return members.map((member) => {
    const text = member.description ?? '';
    if (member.kind !== 'method') return { name: member.name, type: member.type?.text, text };
    const parameters = (member.parameters ?? []).map(
      ({ name, optional, type }) => `${name}${optional ? '?' : ''}: ${type?.text ?? 'unknown'}`,
    );
    const result = member.return?.type?.text ?? 'void';
    return { name: `${member.name}()`, type: `(${parameters.join(', ')}) => ${result}`, text };
  });
}

function eventSections({ events = [] }: ElementDeclaration, sources: Sources): readonly Section[] {
  const file = 'src/momento-chat.ts';
  const all = events.map(({ name, type, description = '' }) => ({
    name,
    type: type.text,
    text: description,
  }));
  const details = events.flatMap(({ type: { text: className } }) => {
    const symbol = sources.exported(file, className);
    const entries = sources.membersOf(symbol).map((member) => ({
      name: member.name,
      type: sources.typeOf(member),
      text: sources.memberText(member),
    }));
    return [{ title: className, intro: sources.textOf(symbol), entries }];
  });
  return [
    { title: 'All events', entries: all, heads: { type: 'class', text: 'fires when' } },
    ...details,
  ];
}

function styleSections(chat: ElementDeclaration): readonly Section[] {
  const plain = (
    entries: readonly { readonly name: string; readonly description?: string }[] = [],
  ) => entries.map(({ name, description = '' }) => ({ name, text: description }));
  const states = (chat as { cssStates?: { name: string; description?: string }[] }).cssStates;
  return [
    { title: 'Slots', entries: plain(chat.slots) },
    { title: 'Parts', intro: 'For `momento-chat::part(name)`.', entries: plain(chat.cssParts) },
    {
      title: 'Custom properties',
      entries: (chat.cssProperties ?? []).map(({ name, default: standard, description = '' }) => ({
        name,
        standard,
        text: description,
      })),
    },
    { title: 'States', intro: 'For `momento-chat:state(name)`.', entries: plain(states) },
  ];
}
