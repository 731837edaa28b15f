import { beforeEach, describe, expect, it } from 'vitest';
import { Watchdog } from '../../../src/core/connection/watchdog.js';
import { FakeClock } from '../../helpers/fake-clock.js';

describe('a watchdog', () => {
  let clock: FakeClock;
  let alarms: number[];
  let watchdog: Watchdog;

  beforeEach(() => {
    clock = new FakeClock();
    alarms = [];
    watchdog = new Watchdog(clock, () => alarms.push(clock.elapsed()));
  });

  /** Sends heartbeats after the given gaps, in ms. */
  async function beats(...gaps: readonly number[]): Promise<void> {
    for (const gap of gaps) {
      await clock.advance(gap);
      watchdog.heartbeat();
    }
  }

  it('waits 30 seconds before it knows the pace of heartbeats', async () => {
    await clock.advance(29_999);
    expect(alarms).toEqual([]);
    await clock.advance(1);
    expect(alarms).toEqual([30_000]);
  });

  it('derives no pace from one heartbeat or one gap', async () => {
    await beats(100, 300);
    await clock.advance(29_999);
    expect(alarms).toEqual([]);
    await clock.advance(1);
    expect(alarms).toEqual([30_400]);
  });

  it('detects silence in a tab whose timers are always late', async () => {
    await beats(0, 1_000, 1_000, 1_000);
    for (let minute = 0; minute < 3; minute += 1) {
      clock.sleep(60_000);
      await clock.wake();
    }
    expect(alarms).toHaveLength(1);
  });

  it('waits for three missed heartbeats at the known pace', async () => {
    await beats(0, 1_000, 1_000, 1_000);
    await clock.advance(2_999);
    expect(alarms).toEqual([]);
    await clock.advance(1);
    expect(alarms).toEqual([6_000]);
  });

  it('uses the longest of the last five gaps as the pace', async () => {
    await beats(0, 5_000, 1_000, 1_000, 1_000, 1_000);
    const last = clock.elapsed();
    await clock.advance(60_000);
    expect(alarms).toEqual([last + 15_000]);
  });

  it('forgets older gaps and follows a pace that quickens', async () => {
    await beats(0, 5_000, 1_000, 1_000, 1_000, 1_000, 1_000);
    const last = clock.elapsed();
    await clock.advance(60_000);
    expect(alarms).toEqual([last + 3_000]);
  });

  it('follows a pace that slows down', async () => {
    await beats(0, 1_000, 2_900, 8_600);
    expect(alarms).toEqual([]);
    const last = clock.elapsed();
    await clock.advance(60_000);
    expect(alarms).toEqual([last + 25_800]);
  });

  it('waits at least two seconds, however fast heartbeats come', async () => {
    await beats(0, 10, 10, 10);
    await clock.advance(1_999);
    expect(alarms).toEqual([]);
    await clock.advance(1);
    expect(alarms).toEqual([2_030]);
  });

  it('counts everything that is received as a sign of life', async () => {
    await beats(0, 1_000, 1_000, 1_000);
    for (let i = 0; i < 10; i += 1) {
      await clock.advance(2_900);
      watchdog.sign();
    }
    expect(alarms).toEqual([]);
  });

  it('alarms once and leaves no timer', async () => {
    await clock.advance(300_000);
    expect(alarms).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('does not alarm after stop()', async () => {
    watchdog.stop();
    expect(clock.pending).toBe(0);
    await clock.advance(300_000);
    expect(alarms).toEqual([]);
  });

  it('waits for queued items when the page wakes up', async () => {
    await beats(0, 1_000, 1_000, 1_000);
    clock.sleep(60_000);
    await clock.wake();
    expect(alarms).toEqual([]);
    watchdog.sign();
    await clock.advance(2_999);
    expect(alarms).toEqual([]);
    await clock.advance(1);
    expect(alarms).toEqual([66_000]);
  });

  it('waits two seconds for queued items when the page wakes up', async () => {
    await beats(0, 1_000, 1_000, 1_000);
    clock.sleep(60_000);
    await clock.wake();
    await clock.advance(1_999);
    expect(alarms).toEqual([]);
    await clock.advance(1);
    expect(alarms).toEqual([65_000]);
  });

  it('does not count the page’s sleep as a gap between heartbeats', async () => {
    await beats(0, 1_000, 1_000, 1_000);
    clock.sleep(3_600_000);
    await clock.wake();
    watchdog.sign();
    await beats(500);
    const last = clock.elapsed();
    await clock.advance(60_000);
    expect(alarms).toEqual([last + 3_000]);
  });

  it('reports a thaw when an item comes after a silence that was long enough for an alarm', async () => {
    let thaws = 0;
    const slept = new Watchdog(
      clock,
      () => undefined,
      [],
      () => (thaws += 1),
    );
    await clock.advance(29_000);
    slept.sign();
    expect(thaws).toBe(0);
    clock.sleep(60_000);
    slept.sign();
    await clock.wake();
    slept.sign();
    expect(thaws).toBe(1);
    slept.stop();
  });

  it('uses the pace of the previous streams until one of them misses it', async () => {
    watchdog.stop();
    const pace = [1_000, 1_000, 1_000];
    const silences: number[] = [];
    const watch = (): Watchdog => new Watchdog(clock, () => silences.push(clock.elapsed()), pace);
    watch();
    await clock.advance(60_000);
    watch();
    await clock.advance(60_000);
    expect(silences).toEqual([3_000, 90_000]);
  });

  it('is overdue after half the time to an alarm', async () => {
    expect(watchdog.overdue).toBe(false);
    await clock.advance(15_000);
    expect(watchdog.overdue).toBe(false);
    await clock.advance(1);
    expect(watchdog.overdue).toBe(true);

    await beats(0, 2_000, 2_000, 2_000);
    await clock.advance(3_000);
    expect(watchdog.overdue).toBe(false);
    await clock.advance(1);
    expect(watchdog.overdue).toBe(true);
  });
});
