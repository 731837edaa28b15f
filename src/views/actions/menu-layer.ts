import { neighbourOf } from './menu-keys.js';
import { placeMenu } from './place-menu.js';

export interface MenuLayerConfig {
  /** The element that becomes a popover. */
  readonly menu: () => HTMLElement;
  /** What the menu stands beside. */
  readonly anchor: () => Element;
  /** What the menu stays inside of, as far as it is wide enough; undefined: the window. */
  readonly within?: () => Element | undefined;
  /** The button that opens and closes the menu; undefined: none does both. */
  readonly button?: () => Element | null;
  /** Closes the menu, and gives the focus back. */
  readonly leave: () => void;
  /** Closes the menu, and leaves the focus where it goes. */
  readonly hide: () => void;
}

/** A menu in the top layer: where it stands, the keys that lead through it, and what closes it. */
export class MenuLayer {
  readonly #config: MenuLayerConfig;

  constructor(config: MenuLayerConfig) {
    this.#config = config;
  }

  /** What the keys lead to. */
  get buttons(): readonly HTMLElement[] {
    return [...this.#config.menu().querySelectorAll('button')];
  }

  /** Call it when the menu has its entries. @param as a `sheet` covers the lower edge of a small screen, for fingers */
  open(as: 'menu' | 'sheet'): void {
    this.#config.menu().showPopover();
    if (as === 'menu') this.place();
    this.buttons[0]?.focus();
    addEventListener('pointerdown', this.#pointerdown, true);
  }

  /** Places it, again where its content has changed. */
  place(): void {
    const { menu, anchor, within } = this.#config;
    placeMenu(menu(), anchor(), within?.());
  }

  close(): void {
    removeEventListener('pointerdown', this.#pointerdown, true);
    const menu = this.#config.menu();
    if (menu.matches(':popover-open')) menu.hidePopover();
  }

  /** For a key that went down inside. @param isDialog whether Tab leads on in it, as through a question's answers */
  keydown(event: KeyboardEvent, isDialog: boolean): void {
    const { key } = event;
    if (key === 'Escape' || (key === 'Tab' && !isDialog)) this.#config.leave();
    else if (event.ctrlKey || event.altKey || event.metaKey) return;
    else {
      const isRtl = this.#config.menu().matches(':dir(rtl)');
      const next = neighbourOf(event.target, this.buttons, key, isRtl);
      if (!next) return;
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  readonly #pointerdown = (event: Event): void => {
    const { menu, button, hide } = this.#config;
    const path = event.composedPath();
    if (![menu(), button?.()].some((own) => own && path.includes(own))) hide();
  };
}
