import { cp, lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEMPLATES } from './templates.mjs';

/** As npm takes it for a new package: it becomes the `name` in `package.json`. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,213}$/;
const TAKEN_NAMES = ['node_modules', 'favicon.ico'];

/** A new repository is as good as empty. */
const MAY_BE_THERE = ['.git', '.DS_Store'];

/** What a person asked for and cannot get. Its message says what to change. */
export class ProjectError extends Error {
  name = 'ProjectError';
}

/** @throws {ProjectError} if there is no such template */
export function checkTemplate(template) {
  if (Object.hasOwn(TEMPLATES, template)) return;
  const names = Object.keys(TEMPLATES).join(', ');
  throw new ProjectError(`unable to use the template '${template}'; there are: ${names}`);
}

/**
 * Whether a project can be made in a folder.
 *
 * @throws {ProjectError} if it is not empty, or its name is none for a package
 */
export async function checkFolder(folder) {
  const path = resolve(folder);
  const name = basename(path);
  if (!NAME.test(name) || TAKEN_NAMES.includes(name)) {
    throw new ProjectError(
      `unable to use the name '${name}'; take small letters, digits, - and _, beginning with a letter or a digit, such as my-chat`,
    );
  }
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    throw new ProjectError(`unable to use ${folder}; it is no folder. Take another name`);
  }
  const files = (await readdir(path)).filter((file) => !MAY_BE_THERE.includes(file));
  if (files.length > 0) {
    throw new ProjectError(
      `unable to use ${folder}; it is not empty (${files[0]} is there). Take another name, or empty it`,
    );
  }
}

/**
 * Makes a project. Nothing is written if it cannot be made.
 *
 * @param version of `momento-chat`, which is this package's own
 * @throws {ProjectError} for a folder, a name or a template that cannot be used
 */
export async function createProject({ folder, template, version }) {
  checkTemplate(template);
  await checkFolder(folder);
  const path = resolve(folder);
  await mkdir(path, { recursive: true });
  for (const layer of TEMPLATES[template].layers) {
    const from = fileURLToPath(new URL(`templates/${layer}`, import.meta.url));
    await cp(from, path, { recursive: true });
  }
  // npm leaves files of this name out of packages.
  await rename(join(path, '_gitignore'), join(path, '.gitignore'));
  await complete(join(path, 'package.json'), { name: basename(path), version });
}

/** The project's own name, and the version of the widget that the template was written for. */
async function complete(file, { name, version }) {
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const dependencies = { ...manifest.dependencies, 'momento-chat': `^${version}` };
  const completed = { name, ...manifest, dependencies };
  await writeFile(file, `${JSON.stringify(completed, undefined, 2)}\n`);
}
