/** Between two tones, in ms: a lively conversation must not ring. */
const PAUSE_MS = 2_000;
/** A browser that has not begun to play after this, in ms, waits for the visitor: the tone would come at any time. */
const PATIENCE_MS = 100;
/** The whole tone, in seconds. */
const LENGTH = 0.28;
/** A fifth: frequency in Hz, and how loud, of 1. */
const PARTIALS = [
  [880, 0.05],
  [1320, 0.02],
] as const;

let context: AudioContext | undefined;
let playedAt = -Infinity;

/** Whether the browser may let this page play: not before the visitor has used it. */
export function mayPlay(): boolean {
  // Older browsers do not tell; Chromium warns in the console where it is tried in vain.
  return (navigator as Partial<Navigator>).userActivation?.hasBeenActive !== false;
}

/**
 * Plays one gentle tone, at most one in 2 s. Silent where the browser allows none.
 *
 * @param asked the visitor has just asked for it: it is played in any case
 */
export async function playTone(asked = false): Promise<void> {
  const now = performance.now();
  if (!asked && (now - playedAt < PAUSE_MS || !mayPlay())) return;
  playedAt = now;
  try {
    const audio = (context ??= new AudioContext());
    if (audio.state !== 'running') {
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      await Promise.race([audio.resume(), patience]);
    }
    // Read anew: it has changed, which the compiler does not expect.
    if ((audio as Pick<AudioContext, 'state'>).state === 'running') sound(audio);
    else unlockWithNextAct(audio);
  } catch {
    // The browser plays nothing.
  }
}

function sound(audio: AudioContext): void {
  const start = audio.currentTime;
  const end = start + LENGTH;
  const began = playedAt;
  for (const [frequency, volume] of PARTIALS) {
    const partial = audio.createOscillator();
    const envelope = audio.createGain();
    partial.frequency.value = frequency;
    envelope.gain.setValueAtTime(0, start);
    envelope.gain.linearRampToValueAtTime(volume, start + 0.02);
    envelope.gain.exponentialRampToValueAtTime(0.0001, end);
    partial.connect(envelope).connect(audio.destination);
    partial.start(start);
    partial.stop(end);
    // A running context costs power. There may be another tone by now.
    partial.onended = () => {
      if (playedAt === began) audio.suspend().catch(ignore);
    };
  }
}

/** The next tone can be heard: some browsers start only during the visitor's own act. */
function unlockWithNextAct(audio: AudioContext): void {
  for (const act of ['pointerup', 'keydown']) {
    const unlock = (): void => void audio.resume().catch(ignore);
    addEventListener(act, unlock, { once: true, capture: true });
  }
}

function ignore(): void {
  // It plays with the next try, or never.
}
