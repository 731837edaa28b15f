import { drawScene, type Rock } from './asteroids-scene.js';
import { safestX } from './autopilot.js';

/** `waiting`: the ship flies by itself, and nothing hits it, until the visitor steers. */
export type GameState = 'waiting' | 'flying' | 'crashed';

export interface AsteroidsConfig {
  /** Whether the game runs slower, with stars that stand still. */
  readonly calm: () => boolean;
  readonly onScore: (score: number) => void;
  readonly onState: (state: GameState) => void;
  readonly onCrash: (score: number) => void;
}

const LEFT = new Set(['ArrowLeft', 'KeyA']);
const RIGHT = new Set(['ArrowRight', 'KeyD']);

/** Distances in CSS pixels, speeds in pixels per second. */
const SHIP = { radius: 13, speed: 420, fromBottom: 46 };
const ROCKS_PER_SECOND = { waiting: 1.4, flying: 2.2 };
/** The part of the ship's speed that it takes by itself. */
const AUTOPILOT = 0.4;
/** The part of the sky from above that keeps its rocks when the visitor takes over. */
const FAR = 0.4;
const WAIT_AFTER_CRASH_MS = 1_500;
/** Bounds a frame's step, so that a tab returning from the background continues where it was. */
const LONGEST_STEP_S = 0.05;

/**
 * A game: a ship avoids falling rocks. Keys pressed on the canvas and pointers above it steer the ship. It is never lost
 * before the first of them; where motion is reduced, nothing moves before.
 */
export class Asteroids {
  paused = false;
  readonly #canvas: HTMLCanvasElement;
  readonly #config: AsteroidsConfig;
  readonly #keys = new Set<string>();
  #rocks: Rock[] = [];
  #spawned = 0;
  #x = 0;
  /** The x of the pointer that the ship follows. */
  #target: number | undefined;
  #score = 0;
  #state: GameState = 'waiting';
  #crashedAt = 0;
  #lastFrameAt = performance.now();
  /** The running time, without pauses. */
  #seconds = 0;

  constructor(canvas: HTMLCanvasElement, config: AsteroidsConfig) {
    this.#canvas = canvas;
    this.#config = config;
    this.#x = canvas.clientWidth / 2;
    canvas.addEventListener('keydown', (event) => {
      if (!LEFT.has(event.code) && !RIGHT.has(event.code)) return;
      event.preventDefault();
      this.#keys.add(event.code);
      this.#begin();
    });
    canvas.addEventListener('keyup', ({ code }) => this.#keys.delete(code));
    // Without the focus, the canvas gets no keyup for the keys that are down.
    canvas.addEventListener('blur', () => this.#keys.clear());
    canvas.addEventListener('pointerdown', () => this.#begin());
    for (const type of ['pointerdown', 'pointermove'] as const) {
      canvas.addEventListener(type, ({ offsetX }) => (this.#target = offsetX));
    }
    canvas.addEventListener('pointerleave', () => (this.#target = undefined));
    config.onState(this.#state);
    requestAnimationFrame(this.#frame);
  }

  readonly #frame = (now: number): void => {
    const seconds = Math.min((now - this.#lastFrameAt) / 1000, LONGEST_STEP_S);
    this.#lastFrameAt = now;
    if (!this.paused) this.#step(this.#config.calm() ? seconds / 2 : seconds, now);
    this.#draw();
    requestAnimationFrame(this.#frame);
  };

  #step(seconds: number, now: number): void {
    if (this.#state === 'waiting' && this.#config.calm()) return;
    this.#seconds += seconds;
    if (this.#state === 'crashed') {
      if (now - this.#crashedAt > WAIT_AFTER_CRASH_MS) this.#wait();
      return;
    }
    const { clientHeight } = this.#canvas;
    if (Math.random() < seconds * ROCKS_PER_SECOND[this.#state]) this.#spawn();
    for (const rock of this.#rocks) rock.y += rock.speed * seconds;
    this.#rocks = this.#rocks.filter(({ y, radius }) => y < clientHeight + radius);
    if (this.#state === 'waiting') {
      const ship = { x: this.#x, y: clientHeight - SHIP.fromBottom, radius: SHIP.radius };
      const wanted = safestX(this.#rocks, ship, this.#canvas.clientWidth);
      return this.#move(wanted - this.#x, SHIP.speed * AUTOPILOT * seconds);
    }
    this.#steer(seconds);
    this.#score += seconds * 20;
    this.#config.onScore(Math.floor(this.#score));
    const shipY = clientHeight - SHIP.fromBottom;
    const hit = ({ x, y, radius }: Rock) =>
      Math.hypot(x - this.#x, y - shipY) < radius + SHIP.radius * 0.8;
    if (this.#rocks.some(hit)) this.#crash(now);
  }

  #steer(seconds: number): void {
    const pressed = (codes: ReadonlySet<string>) => [...this.#keys].some((key) => codes.has(key));
    const toTarget = this.#target === undefined ? 0 : this.#target - this.#x;
    const byKey = Number(pressed(RIGHT)) - Number(pressed(LEFT));
    const farthest = SHIP.speed * seconds;
    this.#move(byKey === 0 ? toTarget : byKey * farthest, farthest);
    if (byKey !== 0) this.#target = undefined;
  }

  #move(wanted: number, farthest: number): void {
    this.#x += Math.max(-farthest, Math.min(farthest, wanted));
    this.#x = Math.max(SHIP.radius, Math.min(this.#canvas.clientWidth - SHIP.radius, this.#x));
    // Tests read the ship's position here.
    this.#canvas.dataset.ship = String(Math.round(this.#x));
  }

  #spawn(): void {
    this.#spawned += 1;
    const radius = 12 + Math.random() * 22;
    this.#rocks.push({
      // Every third rock is aimed at the visitor's ship, so that a ship that stays in place is hit.
      x:
        this.#state === 'flying' && this.#spawned % 3 === 0
          ? this.#x
          : Math.random() * this.#canvas.clientWidth,
      y: -radius,
      radius,
      speed: 120 + Math.random() * 120 + (this.#state === 'flying' ? this.#score / 4 : 0),
      spin: Math.random() - 0.5,
    });
  }

  /** The visitor takes over. */
  #begin(): void {
    if (this.#state !== 'waiting') return;
    // The next one takes a while to arrive.
    this.#rocks = this.#rocks.filter(({ y }) => y < this.#canvas.clientHeight * FAR);
    this.#score = 0;
    this.#enter('flying');
  }

  #crash(now: number): void {
    this.#crashedAt = now;
    this.#enter('crashed');
    this.#config.onCrash(Math.floor(this.#score));
  }

  /** The score stays to be seen until the next flight. */
  #wait(): void {
    this.#rocks = [];
    this.#enter('waiting');
  }

  #enter(state: GameState): void {
    this.#state = state;
    this.#config.onState(state);
  }

  #draw(): void {
    drawScene(this.#canvas, {
      rocks: this.#rocks,
      x: this.#x,
      y: this.#canvas.clientHeight - SHIP.fromBottom,
      crashed: this.#state === 'crashed',
      seconds: this.#seconds,
      calm: this.#config.calm(),
    });
  }
}
