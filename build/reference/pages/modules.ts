import ts from 'typescript';
import { COMMON_TYPES } from '../common-fields.js';
import { entryPoints, type EntryPoint } from '../entries.js';
import type { Entry, Page, Section } from '../page.js';
import type { Sources } from '../sources.js';

/** All that the package exports: its modules on one page, and what servers need of it in detail on another. */
export function modulePages(sources: Sources): readonly Page[] {
  const entries = entryPoints();
  const server = entries.filter(({ specifier }) => isForServers(specifier));
  return [
    {
      name: 'server',
      title: 'Server',
      intro:
        'For your back end: every option, and what the functions return. The [token endpoint](../tokens.md), [who writes](../who-writes.md) and ' +
        '[limits](../limits.md) say what they are for.',
      sections: server.flatMap((entry) => detailsOf(entry, sources)),
    },
    {
      name: 'modules',
      title: 'Modules',
      intro: 'Everything that can be imported from the package.',
      sections: entries.map((entry) => summaryOf(entry, sources)),
    },
  ];
}

const PASSED_ON =
  'All that `momento-chat` exports, and the types of the elements in its templates.';

/** What pages import. */
const PAGE_MODULE = 'src/momento-chat.ts';

const isForServers = (specifier: string) => /\/(server|local-momento)/.test(specifier);

function summaryOf({ specifier, file }: EntryPoint, sources: Sources): Section {
  // The modules for frameworks pass on all that pages can import.
  const shared = sources.exportsOf(PAGE_MODULE);
  const own = [...sources.exportsOf(file)].filter(
    ([name]) => file === PAGE_MODULE || !shared.has(name),
  );
  const entries = own.map(([name, symbol]): Entry => ({
    name,
    type: kindOf(symbol),
    text: sources.memberText(symbol) || COMMON_TYPES[name] || usesOf(symbol, file, sources),
  }));
  const passesOn = own.length < sources.exportsOf(file).size;
  return {
    title: `\`${specifier}\``,
    intro: passesOn ? PASSED_ON : '',
    entries,
    heads: { type: 'kind' },
  };
}

function detailsOf({ specifier, file }: EntryPoint, sources: Sources): readonly Section[] {
  const seen = [...sources.exportsOf(file)];
  const intro = 'Each of these is described below.';
  const functions = seen
    .filter(([, symbol]) => !isShape(symbol))
    .map(([name, symbol]): Entry => ({
      name,
      type: sources.typeOf(symbol),
      text: sources.memberText(symbol),
    }));
  const shapes = seen
    .filter(([, symbol]) => isShape(symbol))
    .map(([name, symbol]): Section => shapeOf(name, symbol, sources));
  const head = { title: `\`${specifier}\``, entries: functions };
  return [
    shapes.length > 0 ? { ...head, intro: functions.length > 0 ? '' : intro } : head,
    ...shapes,
  ];
}

/** What there is to say of a type without a comment: the functions that take or return it. */
function usesOf(symbol: ts.Symbol, file: string, sources: Sources): string {
  const { take, give } = sources.usersOf(symbol, file);
  const named = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
  if (give.length > 0) return `What ${named(give)} returns.`;
  return take.length > 0 ? `What ${named(take)} takes.` : '';
}

/** An interface, a class or a type: its own comment, and its members. */
export function shapeOf(name: string, symbol: ts.Symbol, sources: Sources): Section {
  const entries = sources.membersOf(symbol).map((member): Entry => ({
    name: member.name + (sources.isOptional(member) ? '?' : ''),
    type: sources.typeOf(member),
    text: sources.memberText(member),
  }));
  const type = entries.length === 0 ? `\`\`\`ts\n${sources.typeOf(symbol)}\n\`\`\`` : '';
  return {
    title: name,
    intro: [sources.textOf(symbol) || (COMMON_TYPES[name] ?? ''), type]
      .filter(Boolean)
      .join('\n\n'),
    entries,
  };
}

function isShape({ flags }: ts.Symbol): boolean {
  return (
    (flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.TypeAlias)) !== 0
  );
}

function kindOf({ flags }: ts.Symbol): string {
  if (flags & ts.SymbolFlags.Function) return 'function';
  if (flags & ts.SymbolFlags.Class) return 'class';
  return flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias) ? 'type' : 'value';
}
