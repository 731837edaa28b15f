/** The texts of the viewer of pictures. */
export interface ViewerStrings {
  /** The viewer's name, for screen readers. */
  readonly viewer: string;
  /** Which picture is shown, and how many there are. */
  readonly viewerCount: (place: number, total: number) => string;
  readonly viewerPrevious: string;
  readonly viewerNext: string;
  readonly viewerClose: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly download: (name: string) => string;
  readonly pictureLoading: string;
  /** In place of a picture: the room no longer has it, it is not what its message says, or it was not fetched. */
  readonly pictureGone: string;
  readonly fileBroken: string;
  readonly pictureFailed: string;
  readonly tryAgain: string;
}

const en: ViewerStrings = {
  viewer: 'Pictures',
  viewerCount: (place, total) => `${String(place)} of ${String(total)}`,
  viewerPrevious: 'Previous picture',
  viewerNext: 'Next picture',
  viewerClose: 'Close',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  download: (name) => `Download ${name}`,
  pictureLoading: 'Loading…',
  pictureGone: 'This picture is no longer here',
  fileBroken: 'This file is damaged',
  pictureFailed: 'The picture could not be loaded',
  tryAgain: 'Try again',
};

const ja: ViewerStrings = {
  viewer: '画像',
  viewerCount: (place, total) => `${String(place)} / ${String(total)} 枚`,
  viewerPrevious: '前の画像',
  viewerNext: '次の画像',
  viewerClose: '閉じる',
  zoomIn: '拡大',
  zoomOut: '縮小',
  download: (name) => `${name}をダウンロード`,
  pictureLoading: '読み込み中…',
  pictureGone: 'この画像はもうありません',
  fileBroken: 'このファイルは壊れています',
  pictureFailed: '画像を読み込めませんでした',
  tryAgain: '再試行',
};

/** The built-in texts of a language, with the host's own in their place. */
export function viewerStrings(
  language: string,
  overrides: Partial<ViewerStrings> | undefined,
): ViewerStrings {
  return { ...(/^ja\b/i.test(language) ? ja : en), ...overrides };
}
