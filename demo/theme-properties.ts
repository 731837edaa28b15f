/** A custom property of the widget, and the page's control for it. */
export interface ThemeProperty {
  readonly name: `--momento-chat-${string}`;
  readonly label: string;
  readonly control: ColourControl | RangeControl | ChoiceControl;
}

/** A colour. The page reads its default from the widget, since most colours are mixed from others. */
interface ColourControl {
  readonly kind: 'colour';
}

interface RangeControl {
  readonly kind: 'range';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The widget's default. */
  readonly initial: number;
  /** An overlay's default, if it differs. */
  readonly initialInOverlay?: number;
  readonly unit: 'px' | 'rem' | 's' | '%' | '';
}

/** One of several values. The first is the default, and is not written to the CSS. */
interface ChoiceControl {
  readonly kind: 'choice';
  readonly choices: readonly (readonly [label: string, value: string])[];
}

export interface ThemeGroup {
  readonly title: string;
  readonly properties: readonly ThemeProperty[];
}

const colour = (name: ThemeProperty['name'], label: string): ThemeProperty => ({
  name,
  label,
  control: { kind: 'colour' },
});

const range = (
  name: ThemeProperty['name'],
  label: string,
  initial: number,
  unit: RangeControl['unit'],
  [min, max, step]: readonly [min: number, max: number, step: number],
  initialInOverlay?: number,
): ThemeProperty => ({
  name,
  label,
  control: {
    kind: 'range',
    min,
    max,
    step,
    initial,
    unit,
    ...(initialInOverlay === undefined ? {} : { initialInOverlay }),
  },
});

/** Every custom property of the widget. Each becomes a control on the page. */
export const THEME_GROUPS: readonly ThemeGroup[] = [
  {
    title: 'Colours',
    properties: [
      colour('--momento-chat-accent', 'Accent'),
      colour('--momento-chat-background', 'Background'),
      colour('--momento-chat-text', 'Text'),
      colour('--momento-chat-danger', 'Danger'),
    ],
  },
  {
    title: 'Colours mixed from these',
    properties: [
      colour('--momento-chat-on-accent', 'Text on the accent'),
      colour('--momento-chat-surface', 'Bubbles of others'),
      colour('--momento-chat-muted', 'Muted text'),
      colour('--momento-chat-border', 'Lines'),
      colour('--momento-chat-link', 'Links'),
      colour('--momento-chat-focus', 'Focus'),
      colour('--momento-chat-badge', 'Unread badge'),
    ],
  },
  {
    title: 'Text',
    properties: [
      {
        name: '--momento-chat-font',
        label: 'Font',
        control: {
          kind: 'choice',
          choices: [
            ['System', ''],
            ['Serif', "Charter, Georgia, 'Times New Roman', serif"],
            ['Rounded', "ui-rounded, Nunito, 'Hiragino Maru Gothic ProN', sans-serif"],
            ['Monospace', "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace"],
          ],
        },
      },
      range('--momento-chat-font-size', 'Size', 15, 'px', [12, 22, 1], 14),
      range('--momento-chat-line-height', 'Line height', 1.45, '', [1.2, 2, 0.05]),
    ],
  },
  {
    title: 'Space and shape',
    properties: [
      range('--momento-chat-density', 'Density', 1, '', [0.5, 1.5, 0.05], 0.75),
      range('--momento-chat-spacing', 'Spacing', 4, 'px', [2, 8, 0.5]),
      range('--momento-chat-radius', 'Radius', 16, 'px', [0, 28, 1]),
      range('--momento-chat-list-height', 'Height of the list', 24, 'rem', [8, 40, 1]),
    ],
  },
  {
    title: 'Launcher',
    properties: [
      range('--momento-chat-launcher-size', 'Button', 56, 'px', [40, 96, 2]),
      range('--momento-chat-launcher-radius', 'Button’s radius', 50, '%', [0, 50, 1]),
      range('--momento-chat-launcher-offset', 'Offset', 20, 'px', [0, 80, 2]),
      range('--momento-chat-panel-inline-size', 'Panel’s width', 400, 'px', [280, 640, 10]),
      range('--momento-chat-panel-block-size', 'Panel’s height', 680, 'px', [320, 900, 10]),
      {
        name: '--momento-chat-shadow',
        label: 'Panel’s shadow',
        control: {
          kind: 'choice',
          choices: [
            ['Soft', ''],
            ['Light', '0 2px 10px rgb(0 0 0 / 15%)'],
            ['Hard', '6px 6px 0 rgb(0 0 0 / 60%)'],
            ['None', 'none'],
          ],
        },
      },
    ],
  },
  {
    title: 'Overlay',
    properties: [range('--momento-chat-fade-after', 'Messages stay', 8, 's', [1, 30, 1])],
  },
];

export const THEME_PROPERTIES = THEME_GROUPS.flatMap(({ properties }) => properties);
