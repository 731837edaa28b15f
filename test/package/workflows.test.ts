import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const execute = promisify(execFile);
const WORKFLOWS = '.github/workflows';
const FORMS = '.github/ISSUE_TEMPLATE';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly run?: string; readonly uses?: string }[];
  readonly uses?: string;
  readonly needs?: string;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly validations?: Readonly<Record<string, unknown>>;
  }[];
}

/** The kinds of a form's fields, and what each may say. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  markdown: ['value'],
  textarea: ['label', 'description', 'placeholder', 'value', 'render'],
  input: ['label', 'description', 'placeholder', 'value'],
  dropdown: ['label', 'description', 'multiple', 'options', 'default'],
};

function workflow(name: string): Workflow {
  return parse(readFileSync(`${WORKFLOWS}/${name}`, 'utf8')) as Workflow;
}

describe.each(readdirSync(WORKFLOWS))('the workflow %s', (name) => {
  const text = readFileSync(`${WORKFLOWS}/${name}`, 'utf8');

  it('is of the form that GitHub reads', async () => {
    const line = ['node_modules/@action-validator/cli/cli.mjs', `${WORKFLOWS}/${name}`];
    await expect(execute(process.execPath, line)).resolves.toMatchObject({ stderr: '' });
  });

  it('uses other people’s actions as they were on the day they were checked', () => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)$/gm)];
    for (const [, action = '', comment] of uses) {
      if (action.startsWith('./')) expect(existsSync(action)).toBe(true);
      else
        expect(action + (comment ?? '')).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it('may do no more than it has to, and runs only commands that there are', () => {
    const { permissions, jobs } = workflow(name);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(permissions).toEqual(name === 'release.yml' ? {} : { contents: 'read' });
    for (const [job, { permissions: more = {}, steps = [] }] of Object.entries(jobs)) {
      const { contents, ...others } = more;
      expect(['read', undefined]).toContain(contents);
      expect(others).toEqual(job === 'publish' ? { 'id-token': 'write' } : {});
      for (const { run = '' } of steps) {
        const [, script] = /npm run (?:-s )?([\w:]+)/.exec(run) ?? [];
        if (script !== undefined) expect(scripts).toHaveProperty([script]);
      }
    }
    // What pull requests bring must not reach a shell as text.
    expect(text).not.toMatch(/run:.*\$\{\{/);
  });
});

describe('a release', () => {
  it('is tested before it is published, both packages with their provenance and without a token', () => {
    const { jobs } = workflow('release.yml');
    const { publish } = jobs;
    expect(publish?.needs).toBe('test');
    expect(jobs['test']?.uses).toBe('./.github/workflows/ci.yml');
    const commands = publish?.steps?.flatMap(({ run }) => run ?? []) ?? [];
    expect(commands.filter((command) => command.startsWith('npm publish'))).toEqual([
      'npm publish --provenance --access public',
      'npm publish ./create-momento-chat --provenance --access public',
    ]);
    expect(JSON.stringify(jobs)).not.toMatch(/secrets|registry/i);
  });
});

describe.each(readdirSync(FORMS).filter((name) => name !== 'config.yml'))('the form %s', (name) => {
  const form = parse(readFileSync(`${FORMS}/${name}`, 'utf8')) as Form;

  it('has fields of the kinds that GitHub shows, with a name each', () => {
    expect(Object.keys(form).sort()).toEqual(['body', 'description', 'labels', 'name']);
    const ids = form.body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, id, attributes, validations = {}, ...others } of form.body) {
      expect(others).toEqual({});
      expect(FIELDS).toHaveProperty(type);
      expect(FIELDS[type]).toEqual(expect.arrayContaining(Object.keys(attributes)));
      expect(Object.keys(validations).filter((key) => key !== 'required')).toEqual([]);
      if (type === 'markdown') expect(attributes['value']).toBeTypeOf('string');
      else expect([id, attributes['label']]).toEqual([expect.any(String), expect.any(String)]);
    }
    expect(form.body.some(({ validations }) => validations?.['required'] === true)).toBe(true);
  });
});

it('asks for a reproduction by a command that starts an engine', () => {
  expect(readFileSync(`${FORMS}/bug.yml`, 'utf8')).toContain('`npx momento-chat dev`');
});
