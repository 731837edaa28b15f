/** Side of the icon, in px: browsers show it smaller. */
const SIDE = 64;
/** The dot at the lower end of the icon, and the gap around it. */
const DOT = { x: 46, y: 46, radius: 16, gap: 5 } as const;
const CORNER = 14;

export interface IconColours {
  /** The ground, where the page's own icon cannot be drawn. */
  readonly ground: string;
  readonly dot: string;
}

/**
 * Draws an icon with a dot.
 *
 * @param href of the page's own icon; undefined: it has none
 * @returns undefined where the browser does not give it out
 */
export async function drawIcon(
  href: string | undefined,
  colours: IconColours,
): Promise<Blob | undefined> {
  const image = href === undefined ? undefined : await loadImage(href);
  // An icon of another origin is drawn, and then not given out.
  return (image && (await draw(colours, image))) ?? draw(colours, undefined);
}

/** An image; undefined where it cannot be had. */
export async function loadImage(url: string): Promise<HTMLImageElement | undefined> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    return undefined;
  }
}

async function draw(
  colours: IconColours,
  image: HTMLImageElement | undefined,
): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  try {
    if (image) {
      // Firefox draws no picture without a size of its own, as some SVG are.
      if (image.naturalWidth === 0) return undefined;
      context.drawImage(image, 0, 0, SIDE, SIDE);
    } else {
      context.fillStyle = colours.ground;
      context.beginPath();
      context.roundRect(0, 0, SIDE, SIDE, CORNER);
      context.fill();
    }
    context.globalCompositeOperation = 'destination-out';
    circle(context, DOT.radius + DOT.gap);
    context.globalCompositeOperation = 'source-over';
    context.fillStyle = colours.dot;
    circle(context, DOT.radius);
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined)));
  } catch {
    return undefined;
  }
}

function circle(context: CanvasRenderingContext2D, radius: number): void {
  context.beginPath();
  context.arc(DOT.x, DOT.y, radius, 0, 2 * Math.PI);
  context.fill();
}
