import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from '../helpers/built.js';

const execute = promisify(execFile);

/** No step takes this long, in ms, on a machine that is not stuck. */
const STEP_TIMEOUT_MS = 120_000;

/** What `npm pack --json` says; sizes in bytes. */
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
 * Somebody's project with the package in it, as `npm pack` makes it: what is not in the tarball is not there. Other
 * packages are linked by name, so that one that is not declared is missing, as on the host's machine.
 */
export class HostProject {
  private constructor(
    readonly folder: string,
    /** Where the package is. */
    readonly installed: string,
    readonly manifest: Manifest,
    readonly tarball: string,
    /** What is in it. */
    readonly packed: Packed,
  ) {}

  /** @param packages what the host has installed besides */
  static async create(packages: readonly string[]): Promise<HostProject> {
    await ensureBuilt();
    // Resolved: compilers name files so, and a temporary folder may be behind a link.
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'momento-chat-host-')));
    const installed = join(folder, 'node_modules/momento-chat');
    await mkdir(installed, { recursive: true });
    const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await execute('npm', packing, { timeout: STEP_TIMEOUT_MS });
    const [packed] = JSON.parse(stdout) as Packed[];
    if (!packed) throw new Error('unable to pack; npm says nothing of what it has packed');
    const tarball = join(folder, packed.filename);
    // A package's files are in a folder of its tarball.
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

  /** Copies one of the fixtures in. Returns its folder. */
  async add(fixture: string): Promise<string> {
    const folder = join(this.folder, fixture);
    await cp(join('test/package/fixtures', fixture), folder, { recursive: true });
    return folder;
  }

  /** Runs a script in Node: a file of the project's, or of a package's that is installed there. */
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
