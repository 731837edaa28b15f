import { beforeEach, describe, expect, it } from 'vitest';
import { RoomFiles, type FileUploads } from '../../src/core/room-files.js';
import { ChatError } from '../../src/protocol/errors.js';
import { settle } from '../helpers/fake-clock.js';

describe('the files of a room', () => {
  let files: RoomFiles;
  let calls: string[];
  let arrivals: { readonly come: () => void; readonly fail: () => void }[];

  beforeEach(() => {
    calls = [];
    arrivals = [];
    const note = (call: string) => () => void calls.push(call);
    const uploads: FileUploads = {
      upload: () => Promise.resolve(note('upload')()),
      release: note('release'),
      cancel: note('cancel'),
      dispose: note('dispose'),
    };
    const load = (): Promise<FileUploads> =>
      new Promise((resolve, reject) => {
        const fault = new ChatError('configuration-invalid', 'unable to load the module.');
        arrivals.push({ come: () => resolve(uploads), fail: () => reject(fault) });
      });
    files = new RoomFiles(load, () => undefined);
  });

  it('hear in order what was said while their module was on its way', async () => {
    void files.upload([]);
    files.cancel([]);
    expect(calls).toEqual([]);
    arrivals[0]?.come();
    await settle();
    expect(calls).toEqual(['upload', 'cancel']);
  });

  it('are not loaded for what needs no module', () => {
    files.release([]);
    files.cancel([]);
    files.dispose();
    expect(arrivals).toEqual([]);
  });

  it('end with the room, loaded or not', async () => {
    const loading = files.load();
    files.dispose();
    arrivals[0]?.come();
    await loading;
    expect(calls).toEqual(['dispose']);
  });

  it('end with the room once they are there', async () => {
    const loading = files.load();
    arrivals[0]?.come();
    await loading;
    expect(calls).toEqual([]);
    files.dispose();
    expect(calls).toEqual(['dispose']);
  });

  it('are loaded anew after a failure, which leaves nothing unhandled', async () => {
    const failing = files.load();
    files.cancel([]);
    arrivals[0]?.fail();
    await expect(failing).rejects.toMatchObject({ code: 'configuration-invalid' });
    await settle();
    const loading = files.load();
    arrivals[1]?.come();
    await loading;
    expect(calls).toEqual([]);
  });
});
