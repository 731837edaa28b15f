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

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function viewerStrings(strings: object): ViewerStrings {
  return { ...en, ...strings };
}
