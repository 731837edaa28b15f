import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSUMPTIONS } from '../../src/verify/assumptions/index.js';
import { startEngineTarget, type EngineTarget } from '../../src/verify/engine-target.js';
import {
  checkTarget,
  MAX_OPERATIONS,
  MAX_OPERATIONS_WITH_LARGE,
  type TargetReport,
} from '../../src/verify/run.js';
import { documentedRows, rowsOf } from './documented.js';

/** What the engine cannot show. */
const UNKNOWN = ['webhooks', 'webhook-signature', 'deliveries-count'];

describe('the assumptions about Momento', () => {
  let target: EngineTarget;
  let report: TargetReport;

  beforeAll(async () => {
    target = await startEngineTarget();
    report = await checkTarget(target, { assumptions: ASSUMPTIONS, means: { large: true } });
  }, 240_000);

  afterAll(() => target.close());

  it('hold on the embedded engine, except those that it cannot show', () => {
    const others = [...report.results].flatMap(([id, { outcome }]) =>
      outcome.kind === 'holds' || (outcome.kind === 'unknown' && UNKNOWN.includes(id))
        ? []
        : [{ id, ...outcome }],
    );
    expect(others).toEqual([]);
    expect([...report.results.keys()]).toEqual(ASSUMPTIONS.map(({ id }) => id));
  });

  it('are unknown on the engine only where it lacks what they are about', () => {
    const reasons = UNKNOWN.map((id) => report.results.get(id)?.outcome);
    expect(reasons).toEqual([
      { kind: 'unknown', why: 'the embedded engine has no webhooks' },
      { kind: 'unknown', why: 'the embedded engine has no webhooks' },
      { kind: 'unknown', why: 'the embedded engine counts calls only' },
    ]);
  });

  it('are each checked within the operations that they state, and all within the bound', () => {
    for (const { id, operations } of ASSUMPTIONS) {
      const taken = report.results.get(id)?.operations;
      expect({ id, isWithin: (taken ?? Infinity) <= operations }).toEqual({ id, isWithin: true });
    }
    const stated = (large: boolean) =>
      ASSUMPTIONS.filter(({ needs }) => large || needs !== 'large').reduce(
        (sum, { operations }) => sum + operations,
        0,
      );
    expect(stated(false)).toBeLessThanOrEqual(MAX_OPERATIONS);
    expect(stated(true)).toBeLessThanOrEqual(MAX_OPERATIONS_WITH_LARGE);
  });

  it('leave no cache and no open stream behind', () => {
    expect(report.isClean).toBe(true);
    const read = () => target.engine.direct.listFetch({ cache: report.cacheName, list: 'x' });
    expect(read).toThrow("doesn't exist");
    expect(target.engine.stats().openStreams).toBe(0);
  });

  it('have ids of their own and say what depends on them', () => {
    expect(new Set(ASSUMPTIONS.map(({ id }) => id)).size).toBe(ASSUMPTIONS.length);
    for (const { id, statement, dependsOn, operations } of ASSUMPTIONS) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(statement).toMatch(/^[A-Z`].*\.$/);
      expect(dependsOn).not.toBe('');
      expect(operations).toBeGreaterThan(0);
    }
  });

  it('name files that exist', async () => {
    const named = ASSUMPTIONS.flatMap(
      ({ dependsOn }) => dependsOn.match(/[a-z-]+\/[\w/.-]+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(20);
    for (const path of named) {
      const root = path.startsWith('docs/') ? '' : 'src/';
      await expect(stat(`${root}${path}`), path).resolves.toBeDefined();
    }
  });

  it('stand in docs/assumptions.md, with what the engine does', async () => {
    const rows = await documentedRows();
    expect(rows.map(({ id, statement, dependsOn }) => ({ id, statement, dependsOn }))).toEqual(
      rowsOf(ASSUMPTIONS),
    );
    expect(rows.map(({ id, engine }) => [id, engine])).toEqual(
      [...report.results].map(([id, { outcome }]) => [id, outcome.kind]),
    );
    const text = await readFile('docs/assumptions.md', 'utf8');
    expect(text).toContain('never been run against the service');
    for (const bound of [MAX_OPERATIONS, MAX_OPERATIONS_WITH_LARGE]) {
      expect(text).toContain(`${bound.toLocaleString('en')} operations`);
    }
  });
});
