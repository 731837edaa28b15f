import ts from 'typescript';
import { isGenerated } from './generated-files.js';

/** A used member of a generated class, e.g. `setTopic` of `_PublishRequest`. */
export interface GeneratedMember {
  /** The file of its declaration. */
  readonly file: string;
  readonly className: string;
  /** Undefined for the class itself. */
  readonly member: string | undefined;
  /** The smallest number of arguments in any call of the method; 0 if it is passed on as a value. */
  readonly fewestArguments: number;
}

/** A used member of another package, e.g. `toString` of `Buffer`. */
export interface ExternalMember {
  /** The file of its declaration. */
  readonly file: string;
  readonly name: string;
}

/** Collects the members that the SDK uses outside its own TypeScript. */
export class ExternalUses {
  readonly #generated = new Map<string, GeneratedMember>();
  readonly #external = new Map<string, ExternalMember>();

  get generated(): Iterable<GeneratedMember> {
    return this.#generated.values();
  }

  get external(): Iterable<ExternalMember> {
    return this.#external.values();
  }

  /** @param declaration the class or interface; without a member, the class itself is used */
  add(declaration: ts.Node, member: string | undefined, argumentCount: number): void {
    const { fileName: file } = declaration.getSourceFile();
    if (!isGenerated(file)) {
      if (member !== undefined) this.#external.set(`${file} ${member}`, { file, name: member });
      return;
    }
    const className = qualifiedName(declaration);
    if (className === undefined) return;
    const key = keyOf(file, className, member);
    const fewest = this.#generated.get(key)?.fewestArguments ?? argumentCount;
    const fewestArguments = Math.min(fewest, argumentCount);
    this.#generated.set(key, { file, className, member, fewestArguments });
  }

  /** Whether the declaration must stay importable: all but unused generated classes. */
  needs(declaration: ts.Declaration): boolean {
    const { fileName: file } = declaration.getSourceFile();
    if (!isGenerated(file) || ts.isSourceFile(declaration)) return true;
    return this.#generated.has(keyOf(file, qualifiedName(declaration) ?? '', undefined));
  }
}

function keyOf(file: string, className: string, member: string | undefined): string {
  return `${file} ${className}.${member ?? ''}`;
}

/** The qualified name of a generated class, or of an enum in the namespace that has its message's name. */
function qualifiedName(node: ts.Node): string | undefined {
  if (ts.isModuleBlock(node)) return qualifiedName(node.parent);
  if (!ts.isClassDeclaration(node) && !ts.isModuleDeclaration(node)) return undefined;
  const outer = ts.isModuleBlock(node.parent) ? `${String(qualifiedName(node.parent))}.` : '';
  return outer + (node.name?.text ?? '');
}
