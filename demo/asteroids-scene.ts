/** Distances in CSS pixels, speed in pixels per second. */
export interface Rock {
  x: number;
  y: number;
  readonly radius: number;
  readonly speed: number;
  /** In radians per second, clockwise if positive. */
  readonly spin: number;
}

export interface Scene {
  readonly rocks: readonly Rock[];
  /** The ship's position. */
  readonly x: number;
  readonly y: number;
  readonly crashed: boolean;
  /** The game's running time. */
  readonly seconds: number;
  /** Whether the stars stand still, for reduced motion. */
  readonly calm: boolean;
}

const STAR_COUNT = 70;

/** Draws the whole scene, at the canvas's current size. */
export function drawScene(canvas: HTMLCanvasElement, scene: Scene): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = devicePixelRatio;
  const [pixelWidth, pixelHeight] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  drawStars(context, width, height, scene.calm ? 0 : scene.seconds * 16);
  for (const rock of scene.rocks) drawRock(context, rock, scene.seconds);
  context.translate(scene.x, scene.y);
  drawShip(context, scene.crashed);
}

/** Draws three layers of stars, which move at different speeds. */
function drawStars(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  drift: number,
): void {
  for (let index = 1; index < STAR_COUNT; index += 1) {
    const y = index * 83.7 + drift * (1 + (index % 3));
    context.fillStyle = `rgb(255 255 255 / ${String(15 + ((index * 13) % 50))}%)`;
    context.fillRect((index * 397.5) % width, y % height, 1.5, 1.5);
  }
}

function drawRock(context: CanvasRenderingContext2D, rock: Rock, seconds: number): void {
  context.beginPath();
  for (let corner = 0; corner < 9; corner += 1) {
    const angle = (corner / 9) * 2 * Math.PI + rock.spin * seconds;
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
