/**
 * All elements of the chat's templates, and their attributes. Written by hand, not recorded from a run, which could
 * contain elements injected by content.
 */
export const KNOWN_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  'momento-chat-composer': ['exportparts', 'hidden'],
  'momento-chat-message-list': ['exportparts', 'idle'],
  'momento-chat-search-bar': ['exportparts'],
  'momento-chat-menu': ['exportparts', 'hidden'],
  'momento-chat-attachment': ['style', 'exportparts'],
  'momento-chat-file-tray': ['exportparts'],
  'momento-chat-emoji-picker': ['popover', 'aria-label', 'style'],
  'momento-chat-message-menu': ['exportparts', 'style'],
  'momento-chat-status-banner': ['exportparts'],
  a: ['href', 'target', 'rel'],
  b: ['dir', 'aria-hidden'],
  bdi: ['title'],
  button: [
    'aria-label',
    'aria-haspopup',
    'aria-expanded',
    'aria-selected',
    'aria-controls',
    'aria-describedby',
    'aria-disabled',
    'aria-checked',
    'aria-pressed',
    'tabindex',
    'title',
    'disabled',
    'type',
  ],
  dialog: ['popover', 'aria-label', 'aria-labelledby', 'open'],
  div: [
    'popover',
    'dir',
    'tabindex',
    'aria-label',
    'aria-busy',
    'aria-hidden',
    'aria-selected',
    'hidden',
    'data-overflows',
    'data-hit',
    'aria-current',
    'style',
    'aria-valuenow',
  ],
  form: ['novalidate'],
  label: ['for'],
  input: [
    ...['name', 'value', 'inputmode', 'required', 'readonly', 'aria-describedby', 'aria-invalid'],
    ...['type', 'dir', 'enterkeyhint', 'autocomplete', 'spellcheck', 'maxlength'],
    ...['aria-label', 'placeholder', 'multiple', 'hidden', 'tabindex', 'accept', 'capture'],
  ],
  img: ['src', 'alt', 'loading', 'referrerpolicy', 'draggable'],
  small: ['dir', 'aria-hidden'],
  p: ['hidden', 'aria-hidden'],
  circle: ['cx', 'cy', 'r'],
  code: ['dir'],
  em: [],
  i: [],
  rect: ['x', 'y', 'width', 'height', 'rx'],
  s: [],
  strong: [],
  path: ['d', 'stroke', 'stroke-width', 'stroke-linecap'],
  slot: ['name', 'slot'],
  span: ['aria-hidden', 'aria-label', 'hidden', 'dir', 'title'],
  svg: ['viewBox', 'fill', 'width', 'height', 'aria-hidden'],
  textarea: [
    ...['rows', 'enterkeyhint', 'dir', 'aria-label', 'aria-describedby', 'aria-invalid'],
    ...['placeholder', 'disabled', 'name', 'maxlength', 'required', 'readonly'],
    ...['aria-autocomplete', 'aria-controls', 'aria-activedescendant'],
  ],
  time: ['datetime'],
};

/** Attributes that every element may have. */
export const KNOWN_ATTRIBUTES: readonly string[] = ['class', 'part', 'id', 'role'];

export const KNOWN_SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:'];

/** The `style` attributes that scripts write through the CSSOM. */
export const KNOWN_STYLE = /^(?:--_[a-z\d-]+: -?[\d.]+(?:px)?; ?)*$/;
