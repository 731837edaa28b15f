/** In CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In CSS px from the middle of the stage. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a picture lies on its stage: `scale` is 1 where it fits, and its middle is at this point. */
export interface Place extends Point {
  readonly scale: number;
}

/** What a place depends on. */
export interface Bounds {
  readonly stage: Size;
  /** Of the picture where it fits. */
  readonly picture: Size;
  /** The largest scale. */
  readonly most: number;
}

export const FITTED: Place = { scale: 1, x: 0, y: 0 };
export const MIDDLE: Point = { x: 0, y: 0 };

/** Scales a picture so that what lies at a point stays there. */
export function zoomed(place: Place, factor: number, at: Point, bounds: Bounds): Place {
  const scale = clamp(place.scale * factor, 1, bounds.most);
  const growth = scale / place.scale;
  const x = at.x - (at.x - place.x) * growth;
  const y = at.y - (at.y - place.y) * growth;
  return bounded({ scale, x, y }, bounds);
}

export function moved(place: Place, by: Point, bounds: Bounds): Place {
  return bounded({ ...place, x: place.x + by.x, y: place.y + by.y }, bounds);
}

/** The nearest place at which no edge of the picture leaves the stage empty that the picture could fill. */
export function bounded({ scale, x, y }: Place, { stage, picture }: Bounds): Place {
  const most = (length: number, room: number): number => Math.max(0, (length * scale - room) / 2);
  const byX = most(picture.width, stage.width);
  const byY = most(picture.height, stage.height);
  return { scale, x: clamp(x, -byX, byX), y: clamp(y, -byY, byY) };
}

/** Never -0, which differs from 0 in comparisons of objects. */
function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value)) + 0;
}
