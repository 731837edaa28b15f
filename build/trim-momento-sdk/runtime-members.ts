import ts from 'typescript';
import { chainOf, parseScript } from './common-js.js';
import type { ForeignMember } from './reachable.js';
import { TrimError } from './trim-error.js';

/** How generated code calls the libraries' objects, and what they are. */
const OBJECTS: Readonly<Record<string, readonly [library: string, type: string]>> = {
  reader: ['google-protobuf', 'BinaryReader'],
  writer: ['google-protobuf', 'BinaryWriter'],
  client_: ['grpc-web', 'GrpcWebClientBase'],
};

/** How generated code calls the libraries themselves. */
const LIBRARIES: Readonly<Record<string, string>> = {
  jspb: 'google-protobuf',
  grpcWeb: 'grpc-web',
};

/** A member of a library that generated code uses, e.g. `Message.getField`. */
export interface RuntimeMember {
  readonly library: string;
  readonly path: readonly string[];
  /**
   * What the path is looked up in: the library itself, objects of the class that the path begins with, or, where
   * nothing but the member's name is known, whatever the library exports.
   */
  readonly of: 'library' | 'instance' | 'anything';
}

/** What the SDK's own code uses of the libraries. */
export function toRuntimeMembers(
  foreign: Iterable<ForeignMember>,
  libraries: readonly string[],
): RuntimeMember[] {
  return [...foreign].flatMap(({ file, name }) =>
    libraries
      .filter((each) => file.includes(`/node_modules/${each}/`))
      .map((library) => ({ library, path: [name], of: 'anything' as const })),
  );
}

/** Finds what a generated module uses of the libraries below it. */
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
 * Stops the build where a module that is taken in a library's place lacks a member: it would only be missed when
 * it is called.
 *
 * @throws TrimError
 */
export function checkRuntimeMembers(
  program: ts.Program,
  replacement: string,
  members: Iterable<RuntimeMember>,
): void {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(replacement);
  const module = file && checker.getSymbolAtLocation(file);
  if (!file || !module) throw new TrimError(replacement, 'it is no module.');
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
      `it lacks ${member.path.join('.')}, which the SDK uses of ${member.library}. Add it, and compare it with the library's own in test/wire.`,
    );
  }
}

/** `client_` of `this.client_`, and `reader` of `reader`. */
function nameOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}
