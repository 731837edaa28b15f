import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from '../helpers/built.js';

const execute = promisify(execFile);

/** The time-out of a step, in ms. It ends only a step that hangs. */
const STEP_TIMEOUT_MS = 120_000;

/** The output of `npm pack --json`; sizes in bytes. */
export interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, unknown>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A host's project with this package, installed from its `npm pack` tarball, so that files missing in the tarball are
 * missing here. Other packages are linked by name: an undeclared one is missing, as on the host's machine.
 */
export class HostProject {
  private constructor(
    readonly folder: string,
    /** The installed package's folder. */
    readonly installed: string,
    readonly manifest: Manifest,
    readonly tarball: string,
    /** The files in it. */
    readonly packed: Packed,
  ) {}

  /** @param packages other packages that the host has installed */
  static async create(packages: readonly string[]): Promise<HostProject> {
    await ensureBuilt();
    // The path is resolved like compilers do: the temporary folder may be a symbolic link.
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'momento-chat-host-')));
    const installed = join(folder, 'node_modules/momento-chat');
    await mkdir(installed, { recursive: true });
    const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await execute('npm', packing, { timeout: STEP_TIMEOUT_MS });
    const [packed] = JSON.parse(stdout) as Packed[];
    if (!packed) throw new Error('unable to pack; npm does not list the packed files');
    const tarball = join(folder, packed.filename);
    // The tarball has the package's files in a folder.
    const unpacking = ['-xzf', tarball, '-C', installed, '--strip-components=1'];
    await execute('tar', unpacking, { timeout: STEP_TIMEOUT_MS });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const name of packages) {
      const place = join(folder, 'node_modules', name);
      await mkdir(dirname(place), { recursive: true });
      await symlink(resolve('node_modules', name), place, 'junction');
    }
    const manifest = JSON.parse(
      await readFile(join(installed, 'package.json'), 'utf8'),
    ) as Manifest;
    return new HostProject(folder, installed, manifest, tarball, packed);
  }

  /** Copies a fixture into the project. Returns its folder. */
  async add(fixture: string): Promise<string> {
    const folder = join(this.folder, fixture);
    await cp(join('test/package/fixtures', fixture), folder, { recursive: true });
    return folder;
  }

  /** Runs a script of the project or of an installed package in Node. */
  async node(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
    const options = { cwd, timeout: STEP_TIMEOUT_MS, env: { ...process.env, ...env } };
    return execute(process.execPath, [...args], options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code?: unknown; stdout: string; stderr: string }) => {
        if (typeof error.code !== 'number') throw error;
        return { code: error.code, stdout: error.stdout, stderr: error.stderr };
      },
    );
  }

  /** The path of a command's script, such as `vite/bin/vite.js`. */
  script(path: string): string {
    return join(this.folder, 'node_modules', path);
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
