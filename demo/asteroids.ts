export interface AsteroidsConfig {
  /** Slower, and without anything that flashes. */
  readonly calm: () => boolean;
  readonly onScore: (score: number) => void;
  readonly onCrash: (score: number) => void;
}

interface Rock {
  x: number;
  y: number;
  readonly radius: number;
  readonly speed: number;
  readonly spin: number;
}

const LEFT = new Set(['ArrowLeft', 'KeyA']);
const RIGHT = new Set(['ArrowRight', 'KeyD']);

/** Distances in CSS pixels, speeds in pixels per second. */
const SHIP = { radius: 13, speed: 420, fromBottom: 46 };
const ROCKS_PER_SECOND = 2.2;
const PAUSE_AFTER_CRASH_MS = 1_500;
/** A tab that comes back from the background goes on where it was. */
const LONGEST_STEP_S = 0.05;

/** A ship, and what falls on it. Keys that come to its canvas steer it, and so does a finger. */
export class Asteroids {
  paused = false;
  readonly #canvas: HTMLCanvasElement;
  readonly #config: AsteroidsConfig;
  readonly #keys = new Set<string>();
  #rocks: Rock[] = [];
  #spawned = 0;
  #x = 0;
  /** Where a finger wants the ship. */
  #target: number | undefined;
  #score = 0;
  #crashedAt: number | undefined;
  #before = performance.now();

  constructor(canvas: HTMLCanvasElement, config: AsteroidsConfig) {
    this.#canvas = canvas;
    this.#config = config;
    this.#x = canvas.clientWidth / 2;
    canvas.addEventListener('keydown', (event) => {
      if (!LEFT.has(event.code) && !RIGHT.has(event.code)) return;
      event.preventDefault();
      this.#keys.add(event.code);
    });
    canvas.addEventListener('keyup', ({ code }) => this.#keys.delete(code));
    // The keys that are down now come up elsewhere.
    canvas.addEventListener('blur', () => this.#keys.clear());
    canvas.addEventListener('pointermove', ({ offsetX }) => (this.#target = offsetX));
    canvas.addEventListener('pointerleave', () => (this.#target = undefined));
    requestAnimationFrame(this.#frame);
  }

  readonly #frame = (now: number): void => {
    const seconds = Math.min((now - this.#before) / 1000, LONGEST_STEP_S);
    this.#before = now;
    if (!this.paused) this.#step(this.#config.calm() ? seconds / 2 : seconds, now);
    this.#draw(now);
    requestAnimationFrame(this.#frame);
  };

  #step(seconds: number, now: number): void {
    if (this.#crashedAt !== undefined) {
      if (now - this.#crashedAt > PAUSE_AFTER_CRASH_MS) this.#restart();
      return;
    }
    this.#steer(seconds);
    if (Math.random() < seconds * ROCKS_PER_SECOND) this.#spawn();
    for (const rock of this.#rocks) rock.y += rock.speed * seconds;
    const { clientHeight } = this.#canvas;
    this.#rocks = this.#rocks.filter(({ y, radius }) => y < clientHeight + radius);
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
    const wanted = byKey === 0 ? toTarget : byKey * farthest;
    this.#x += Math.max(-farthest, Math.min(farthest, wanted));
    this.#x = Math.max(SHIP.radius, Math.min(this.#canvas.clientWidth - SHIP.radius, this.#x));
    if (byKey !== 0) this.#target = undefined;
    // For whoever looks from outside, tests for instance.
    this.#canvas.dataset.ship = String(Math.round(this.#x));
  }

  #spawn(): void {
    this.#spawned += 1;
    const radius = 12 + Math.random() * 22;
    this.#rocks.push({
      // Every third one is aimed: nobody is safe who stays where they are.
      x: this.#spawned % 3 === 0 ? this.#x : Math.random() * this.#canvas.clientWidth,
      y: -radius,
      radius,
      speed: 120 + Math.random() * 120 + this.#score / 4,
      spin: Math.random() - 0.5,
    });
  }

  #crash(now: number): void {
    this.#crashedAt = now;
    this.#config.onCrash(Math.floor(this.#score));
  }

  #restart(): void {
    this.#crashedAt = undefined;
    this.#rocks = [];
    this.#score = 0;
  }

  #draw(now: number): void {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    const scale = devicePixelRatio;
    if (this.#canvas.width !== Math.round(width * scale)) {
      this.#canvas.width = Math.round(width * scale);
      this.#canvas.height = Math.round(height * scale);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const drift = this.#config.calm() || this.paused ? 0 : now / 60;
    for (let index = 1; index < 70; index += 1) {
      context.fillStyle = `rgb(255 255 255 / ${String(15 + ((index * 13) % 50))}%)`;
      context.fillRect(
        (index * 397.5) % width,
        (index * 83.7 + drift * (1 + (index % 3))) % height,
        1.5,
        1.5,
      );
    }
    for (const rock of this.#rocks) drawRock(context, rock, now);
    context.setTransform(scale, 0, 0, scale, this.#x * scale, (height - SHIP.fromBottom) * scale);
    drawShip(context, this.#crashedAt !== undefined);
  }
}

function drawRock(context: CanvasRenderingContext2D, rock: Rock, now: number): void {
  context.beginPath();
  for (let corner = 0; corner < 9; corner += 1) {
    const angle = (corner / 9) * 2 * Math.PI + (rock.spin * now) / 900;
    const distance = rock.radius * (0.82 + ((corner * 7 + Math.round(rock.speed)) % 5) / 16);
    context.lineTo(rock.x + Math.cos(angle) * distance, rock.y + Math.sin(angle) * distance);
  }
  context.closePath();
  context.fillStyle = '#4a4f6d';
  context.strokeStyle = '#7d84ab';
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}

function drawShip(context: CanvasRenderingContext2D, crashed: boolean): void {
  context.beginPath();
  if (crashed) {
    for (let angle = 0; angle < 2 * Math.PI; angle += Math.PI / 4) {
      context.moveTo(Math.cos(angle) * 8, Math.sin(angle) * 8);
      context.lineTo(Math.cos(angle) * 22, Math.sin(angle) * 22);
    }
  } else {
    for (const [x, y] of [
      [0, -18],
      [13, 14],
      [0, 7],
      [-13, 14],
    ] as const)
      context.lineTo(x, y);
    context.closePath();
  }
  context.fillStyle = '#9db0ff';
  context.strokeStyle = crashed ? '#ffb36b' : '#e9edff';
  context.lineWidth = 2;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.fill();
  context.stroke();
}
