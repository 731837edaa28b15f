import ts from 'typescript';

/** A property's type and default, or a method's return type, in the manifest's format. */
export type MemberType =
  { readonly type: Code; readonly default?: string } | { readonly return: { readonly type: Code } };

interface Code {
  readonly text: string;
}

const FORMAT =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.InTypeAlias |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

/**
 * Asks the compiler for the types of all class members in some files, by their file and name: `src/element/chat-properties.ts room`. Unlike the analyzer it
 * knows inferred types, expands aliases, and evaluates constants.
 */
export function memberTypes(files: readonly string[]): ReadonlyMap<string, MemberType> {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const types = new Map<string, MemberType>();

  function code(type: ts.Type, location: ts.Node): Code {
    return { text: checker.typeToString(type, location, FORMAT) };
  }

  function typeOf(member: ts.ClassElement): MemberType | undefined {
    const type = checker.getTypeAtLocation(member);
    if (ts.isMethodDeclaration(member)) {
      const [signature] = type.getCallSignatures();
      return signature && { return: { type: code(signature.getReturnType(), member) } };
    }
    if (ts.isGetAccessor(member)) return { type: code(type, member) };
    if (!ts.isPropertyDeclaration(member)) return undefined;
    const { initializer } = member;
    return {
      type: code(type, member),
      ...(initializer && { default: code(checker.getTypeAtLocation(initializer), member).text }),
    };
  }

  for (const file of files) {
    const classes = program.getSourceFile(file)?.statements.filter(ts.isClassDeclaration) ?? [];
    for (const member of classes.flatMap(({ members }) => [...members])) {
      const type = typeOf(member);
      if (type) types.set(`${file} ${member.name?.getText() ?? ''}`, type);
    }
  }
  return types;
}
