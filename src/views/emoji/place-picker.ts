/** The least distance from the window's edges, in px. */
const EDGE = 8;
/** The distance from what the picker stands above, in px. */
const GAP = 4;
/** In px. */
const WIDTH = 352;
const HEIGHT = 420;
/** In a chat that is not wider, the picker is as wide as the chat, in px. */
const NARROW = 420;
/** A lower one has no room for more than its emoji, in px. */
const LOW = 280;
/** The share of a phone's screen above the keyboard. */
const SHEET = 0.6;

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PickerPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether only search and emoji have room. */
  readonly low: boolean;
}

/**
 * Where the picker stands, in the window: above what it belongs to, or below it, or over it.
 *
 * @param anchor what it stands above
 * @param chat the frame of the chat
 * @param view what is seen of the window
 * @param isRtl whether it begins at the anchor's left edge
 */
export function placeOf(anchor: Area, chat: Area, view: Area, isRtl: boolean): PickerPlace {
  const chatWidth = chat.right - chat.left;
  const [viewWidth, viewHeight] = [view.right - view.left - EDGE * 2, view.bottom - view.top];
  const wanted = chatWidth < NARROW ? Math.max(chatWidth - EDGE * 2, 240) : WIDTH;
  const width = Math.min(wanted, viewWidth);
  const most = Math.min(HEIGHT, viewHeight - EDGE * 2);
  const above = anchor.top - view.top - GAP - EDGE;
  const below = view.bottom - anchor.bottom - GAP - EDGE;
  const isAbove = above >= Math.min(most, LOW) || above >= below;
  const room = isAbove ? above : below;
  const height = room >= Math.min(most, LOW) ? Math.min(most, room) : most;
  const x = isRtl ? anchor.left : anchor.right - width;
  const y = isAbove ? anchor.top - GAP - height : anchor.bottom + GAP;
  return {
    x: clamp(
      chatWidth < NARROW ? chat.left + EDGE : x,
      view.left + EDGE,
      view.right - EDGE - width,
    ),
    y: clamp(y, view.top + EDGE, view.bottom - EDGE - height),
    width,
    height,
    low: height < LOW,
  };
}

/** At the lower edge of a phone's screen, above its keyboard. */
export function sheetOf(view: Area): PickerPlace {
  const all = view.bottom - view.top;
  const height = Math.max(Math.min(all, 240), Math.round(Math.min(HEIGHT, all * SHEET)));
  const width = view.right - view.left;
  return { x: view.left, y: view.bottom - height, width, height, low: height < LOW };
}

/** What is seen of the window: not what a keyboard covers. */
export function visibleArea(): Area {
  const { clientWidth, clientHeight } = document.documentElement;
  const {
    offsetLeft: left,
    offsetTop: top,
    width,
    height,
  } = visualViewport ?? {
    offsetLeft: 0,
    offsetTop: 0,
    width: clientWidth,
    height: clientHeight,
  };
  return { left, top, right: left + width, bottom: top + height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
