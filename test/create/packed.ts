import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from '../helpers/built.js';

export const execute = promisify(execFile);

/** The time-out of a step, in ms. It ends only a step that hangs. */
const STEP_TIMEOUT_MS = 180_000;

/** Both packages as npm would publish them, and a folder that is outside of this one. */
export class Packed {
  private constructor(
    readonly folder: string,
    /** The tarball of `momento-chat`. */
    readonly widget: string,
    /** The tarball of `create-momento-chat`. */
    readonly creator: string,
  ) {}

  static async create(): Promise<Packed> {
    await ensureBuilt();
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'momento-chat-create-')));
    const widget = await pack('.', folder);
    return new Packed(folder, widget, await pack('create-momento-chat', folder));
  }

  /** Makes a project as `npm create momento-chat@latest` does. @returns its folder */
  async project(name: string, template: string): Promise<string> {
    const line = ['--yes', `--package=${this.creator}`, '--', 'create-momento-chat'];
    await this.npm(this.folder, ['exec', ...line, name, template]);
    return join(this.folder, name);
  }

  /** `npm install`, with the tarball in place of the published package. All else comes from the registry. */
  async install(project: string): Promise<void> {
    const quietly = ['--prefer-offline', '--no-audit', '--no-fund'];
    await this.npm(project, ['install', ...quietly, this.widget]);
  }

  async npm(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const options = { cwd, timeout: STEP_TIMEOUT_MS, env: { ...process.env, ...env } };
    const { stdout } = await execute('npm', [...args], options);
    return stdout;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

async function pack(folder: string, destination: string): Promise<string> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
  const { stdout } = await execute('npm', args, { cwd: folder, timeout: STEP_TIMEOUT_MS });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  if (!packed) throw new Error('unable to pack; npm does not list the packed files');
  return join(destination, packed.filename);
}
