import type { TemplateResult } from 'lit';
import type { AttachmentRules } from '../../protocol/attachments.js';
import { writesByTouch } from '../../dom/writes-by-touch.js';
import { html, nothing } from '../actions/borrowed.js';
import { attachIcon, cameraIcon } from './icons.js';
import type { AttachmentStrings } from './words.js';

/**
 * For a room of pictures. By a list of types and not by `image/*`: iOS then makes a JPEG of its HEIC pictures.
 */
const PICTURES = 'image/png,image/jpeg,image/gif,image/webp';

interface Way {
  readonly label: string;
  readonly icon: TemplateResult;
  readonly accept: string;
  /** The camera that takes a picture; undefined: files are chosen. */
  readonly camera?: 'environment';
}

/**
 * The button that chooses files, and on phones and tablets one that takes a picture: some of them offer no camera where files
 * are chosen.
 */
export function attachButtons(
  words: AttachmentStrings,
  rules: AttachmentRules | undefined,
  choose: (files: Iterable<File>) => void,
): readonly TemplateResult[] {
  const accept = rules?.types === 'images' ? PICTURES : '';
  const files: Way = { label: words.attach, icon: attachIcon, accept };
  const camera: Way = {
    label: words.takePicture,
    icon: cameraIcon,
    accept: PICTURES,
    camera: 'environment',
  };
  return (writesByTouch() ? [files, camera] : [files]).map((way) => button(way, choose));
}

/** The field is apart from its button, and hidden: browsers draw their own button in it. */
function button(
  { label, icon, accept, camera }: Way,
  choose: (files: Iterable<File>) => void,
): TemplateResult {
  return html`<input
      type="file"
      ?multiple=${!camera}
      hidden
      tabindex="-1"
      accept=${accept}
      capture=${camera ?? nothing}
      aria-label=${label}
      @change=${({ target }: Event) => {
        const field = target as HTMLInputElement;
        choose([...(field.files ?? [])]);
        // So that the same file can be chosen again.
        field.value = '';
      }}
    /><button
      class="attach"
      part=${camera ? 'camera' : 'attach'}
      aria-label=${label}
      title=${label}
      @click=${({ currentTarget }: Event) => {
        const field = (currentTarget as HTMLElement).previousElementSibling as HTMLInputElement;
        field.click();
      }}
    >
      ${icon}
    </button>`;
}
