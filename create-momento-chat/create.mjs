#!/usr/bin/env node
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readLine, USAGE } from './line.mjs';
import { checkFolder, checkTemplate, createProject, ProjectError } from './project.mjs';
import { DEFAULT_FOLDER, DEFAULT_TEMPLATE, TEMPLATES } from './templates.mjs';

const EXIT_FAILED = 1;
/** The conventional exit code for a wrong command line. */
const EXIT_USAGE = 2;

process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code */
async function main(args) {
  let line;
  try {
    line = readLine(args);
  } catch (error) {
    // `parseArgs` throws a TypeError whose first sentence names the mistake.
    return fail(`${error.message.split('. ', 1)[0]}; see --help`, EXIT_USAGE);
  }
  if (line.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    const { folder, template } = await completed(line);
    const url = new URL('package.json', import.meta.url);
    const { version } = JSON.parse(await readFile(url, 'utf8'));
    await createProject({ folder, template, version });
    process.stdout.write(nextSteps(folder, template));
    return 0;
  } catch (error) {
    const isExpected = error instanceof ProjectError;
    return fail(
      isExpected ? error.message : `unable to make the project; ${error.message}`,
      EXIT_FAILED,
    );
  }
}

/** Asks for what was left out, if a person is there to answer. */
async function completed({ folder, template }) {
  // What is given is checked first: nobody answers questions for nothing.
  if (template !== undefined) checkTemplate(template);
  if (folder !== undefined) await checkFolder(folder);
  const canAsk = process.stdin.isTTY && process.stdout.isTTY;
  if ((folder !== undefined && template !== undefined) || !canAsk) {
    return { folder: folder ?? DEFAULT_FOLDER, template: template ?? DEFAULT_TEMPLATE };
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl+C, or the end of the input: an answer will never come.
  const givenUp = once(terminal, 'close').then(() => {
    throw new ProjectError('nothing was made');
  });
  const ask = (question, byDefault, check) =>
    Promise.race([answerTo(terminal, `${question} (${byDefault}) `, byDefault, check), givenUp]);
  try {
    const names = Object.keys(TEMPLATES).join(', ');
    return {
      folder: folder ?? (await ask('Folder?', DEFAULT_FOLDER, checkFolder)),
      template: template ?? (await ask(`Template: ${names}?`, DEFAULT_TEMPLATE, checkTemplate)),
    };
  } finally {
    givenUp.catch(() => undefined);
    terminal.close();
  }
}

/** Asks until the answer can be used. */
async function answerTo(terminal, question, byDefault, check) {
  for (;;) {
    const answer = (await terminal.question(question)).trim() || byDefault;
    try {
      await check(answer);
      return answer;
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      process.stdout.write(`${error.message}\n`);
    }
  }
}

function nextSteps(folder, template) {
  const path = relative(process.cwd(), folder);
  return `
The chat is in ${path === '' ? 'this folder' : path}. Now:

${path === '' ? '' : `  cd ${path}\n`}  npm install
  ${TEMPLATES[template].start}

It needs no account; README.md says how to use one.
`;
}

function fail(message, exitCode) {
  process.stderr.write(`create-momento-chat: ${message}\n`);
  return exitCode;
}
