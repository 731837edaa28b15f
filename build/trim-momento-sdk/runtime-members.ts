import ts from 'typescript';
import { chainOf, parseScript } from './common-js.js';
import type { ExternalMember } from './external-uses.js';
import { TrimError } from './trim-error.js';

/** The names of the libraries' objects in generated code, and their classes. */
const OBJECTS: Readonly<Record<string, readonly [library: string, type: string]>> = {
  reader: ['google-protobuf', 'BinaryReader'],
  writer: ['google-protobuf', 'BinaryWriter'],
  client_: ['grpc-web', 'GrpcWebClientBase'],
};

/** The names of the libraries in generated code. */
const LIBRARIES: Readonly<Record<string, string>> = {
  jspb: 'google-protobuf',
  grpcWeb: 'grpc-web',
};

/** A used member of a library, e.g. `Message.getField`. */
export interface RuntimeMember {
  readonly library: string;
  readonly path: readonly string[];
  /**
   * Where the path starts: at the library's exports; at an exported class, for a member of its instances; or, if only
   * the member's name is known, at any export.
   */
  readonly of: 'library' | 'instance' | 'anything';
}

/** Selects the libraries' members among the members of other packages that the SDK's own code uses. */
export function toRuntimeMembers(
  external: Iterable<ExternalMember>,
  libraries: readonly string[],
): RuntimeMember[] {
  return [...external].flatMap(({ file, name }) =>
    libraries
      .filter((each) => file.includes(`/node_modules/${each}/`))
      .map((library) => ({ library, path: [name], of: 'anything' as const })),
  );
}

/** Finds the libraries' members that a generated module uses. */
export function findRuntimeMembers(file: string, code: string): RuntimeMember[] {
  const members: RuntimeMember[] = [];
  const visit = (node: ts.Node): void => {
    const chain = ts.isPropertyAccessExpression(node) ? chainOf(node) : undefined;
    const [root = '', ...path] = chain ?? [];
    const library = LIBRARIES[root];
    if (library !== undefined) {
      members.push({ library, path, of: 'library' });
      return;
    }
    if (ts.isPropertyAccessExpression(node)) {
      const [ofLibrary, type] = OBJECTS[nameOf(node.expression)] ?? [];
      if (ofLibrary !== undefined && type !== undefined) {
        members.push({ library: ofLibrary, path: [type, node.name.text], of: 'instance' });
      }
    }
    node.forEachChild(visit);
  };
  visit(parseScript(file, code));
  return members;
}

/**
 * Checks that the replacement of a library has all members that are used. Without the check, a missing member would
 * only show when it is called.
 *
 * @throws TrimError if one is missing
 */
export function checkRuntimeMembers(
  program: ts.Program,
  replacement: string,
  members: Iterable<RuntimeMember>,
): void {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(replacement);
  const module = file && checker.getSymbolAtLocation(file);
  if (!file || !module) throw new TrimError(replacement, 'it is not a module.');
  const exported = checker.getExportsOfModule(module);
  const typeOf = (symbol: ts.Symbol): ts.Type => checker.getTypeOfSymbolAtLocation(symbol, file);
  const find = ({ path, of }: RuntimeMember): boolean => {
    const [first = '', ...rest] = path;
    if (of === 'anything') {
      return exported.some((each) =>
        [typeOf(each), checker.getDeclaredTypeOfSymbol(each)].some((type) =>
          type.getProperty(first),
        ),
      );
    }
    const start = exported.find(({ name }) => name === first);
    if (!start) return false;
    let type = of === 'instance' ? checker.getDeclaredTypeOfSymbol(start) : typeOf(start);
    return rest.every((name) => {
      const member = type.getProperty(name);
      if (member) type = typeOf(member);
      return member !== undefined;
    });
  };
  for (const member of members) {
    if (find(member)) continue;
    throw new TrimError(
      replacement,
      `it lacks ${member.path.join('.')} of ${member.library}, which the SDK uses. Add it, with a test in test/wire that compares it with the library's own.`,
    );
  }
}

/** Returns `client_` for `this.client_`, and `reader` for `reader`. */
function nameOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}
