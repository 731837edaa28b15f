/** A stand-in for the browser's audio: counts the contexts and the tones. */
export const audio = {
  contexts: 0,
  /** Partials that were started. */
  started: 0,
  /** What a new context, and one that is resumed, comes to. */
  state: 'running' as AudioContextState,
  /** The longest tone, in seconds, and the loudest. */
  length: 0,
  volume: 0,
};

class FakeParam {
  value = 0;
  setValueAtTime(): void {
    // It is silent.
  }
  linearRampToValueAtTime(value: number): void {
    audio.volume = Math.max(audio.volume, value);
  }
  exponentialRampToValueAtTime(value: number): void {
    this.value = value;
  }
}

class FakeNode {
  readonly frequency = new FakeParam();
  readonly gain = new FakeParam();
  onended: (() => void) | null = null;
  connect<Next>(next: Next): Next {
    return next;
  }
  start(): void {
    audio.started += 1;
  }
  stop(at: number): void {
    audio.length = Math.max(audio.length, at);
    queueMicrotask(() => this.onended?.());
  }
}

export class FakeAudioContext {
  readonly currentTime = 0;
  readonly destination = new FakeNode();
  state: AudioContextState = 'suspended';
  constructor() {
    audio.contexts += 1;
  }
  createOscillator(): FakeNode {
    return new FakeNode();
  }
  createGain(): FakeNode {
    return new FakeNode();
  }
  async resume(): Promise<void> {
    this.state = audio.state;
    // A browser that waits for the visitor leaves it open.
    if (audio.state !== 'running') await new Promise(() => undefined);
  }
  async suspend(): Promise<void> {
    this.state = 'suspended';
    return Promise.resolve();
  }
}

/** Puts it in the place of the browser's for all of a page's tests: the chat keeps the first context it makes. */
export function useFakeAudio(): typeof audio {
  Object.defineProperty(globalThis, 'AudioContext', {
    configurable: true,
    writable: true,
    value: FakeAudioContext,
  });
  // What the visitor has done so far: browsers do not let a test act for them.
  Object.defineProperty(navigator, 'userActivation', {
    configurable: true,
    get: () => ({ hasBeenActive: true, isActive: true }),
  });
  beforeEach(() => {
    Object.assign(audio, { started: 0, state: 'running', length: 0, volume: 0 });
  });
  return audio;
}
