import { NativeEvent } from '../../dom/natives.js';

/** The visitor takes a file out of the tray. */
export class TrayRemoveEvent extends NativeEvent {
  constructor(readonly fileId: string) {
    super('tray-remove');
  }
}

/** The visitor has described a picture in the tray. */
export class TrayDescribeEvent extends NativeEvent {
  constructor(
    readonly fileId: string,
    readonly alt: string,
  ) {
    super('tray-describe');
  }
}
