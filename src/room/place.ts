/** Where a message stands: by `order`, then `tie`; what brought neither stands `behind` what it followed. */
export interface Place {
  readonly order: number;
  readonly tie: string;
  readonly behind: number;
}

/** Before all messages. */
export const START: Place = Object.freeze({ order: 0, tie: '', behind: 0 });

/** Below 0 where `a` comes first, above 0 where `b` does. */
export function compare(a: Place, b: Place): number {
  if (a.order !== b.order) return a.order - b.order;
  if (a.tie !== b.tie) return a.tie < b.tie ? -1 : 1;
  return a.behind - b.behind;
}
