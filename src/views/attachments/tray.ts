import type { TemplateResult } from 'lit';
import { html } from '../actions/borrowed.js';
import type { TrayElement } from './tray-element.js';
import type { TrayDescribeEvent, TrayRemoveEvent } from './tray-events.js';
import type { TrayFile } from './tray-file.js';

/** The files that are to be sent. */
export interface TrayModel {
  readonly tray: readonly TrayFile[];
  describe(id: string, alt: string): void;
  drop(id: string): void;
}

/** The tray of the files that are to be sent. */
export function trayOf(
  files: TrayModel,
  { words, errors, formatSize }: Pick<TrayElement, 'words' | 'errors' | 'formatSize'>,
): TemplateResult {
  return html`<momento-chat-file-tray
    part="tray"
    exportparts="tray-file"
    .files=${files.tray}
    .words=${words}
    .errors=${errors}
    .formatSize=${formatSize}
    @tray-remove=${({ fileId }: TrayRemoveEvent) => files.drop(fileId)}
    @tray-describe=${({ fileId, alt }: TrayDescribeEvent) => files.describe(fileId, alt)}
  ></momento-chat-file-tray>`;
}
