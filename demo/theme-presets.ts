import type { Theme } from '../src/momento-chat.js';

export interface ThemePreset {
  readonly theme: Theme;
  readonly values: Readonly<Record<string, string>>;
}

/** Themes to start from. A value for both color schemes is written as `light-dark(…)`, as in any page. */
export const THEME_PRESETS: Readonly<Record<string, ThemePreset>> = {
  default: { theme: 'auto', values: {} },
  bank: {
    theme: 'auto',
    values: {
      '--momento-chat-accent': 'light-dark(#0b4f4a, #12776f)',
      '--momento-chat-background': 'light-dark(#ffffff, #101716)',
      '--momento-chat-text': 'light-dark(#14211f, #e3ebe9)',
      '--momento-chat-font': "Charter, Georgia, 'Times New Roman', serif",
      '--momento-chat-density': '0.9',
      '--momento-chat-radius': '5px',
      '--momento-chat-launcher-radius': '12%',
      '--momento-chat-shadow': '0 2px 10px rgb(0 0 0 / 15%)',
    },
  },
  game: {
    theme: 'dark',
    values: {
      '--momento-chat-accent': '#b8f34a',
      '--momento-chat-background': '#120f24',
      '--momento-chat-text': '#ece9ff',
      '--momento-chat-surface': '#251f45',
      '--momento-chat-font': "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace",
      '--momento-chat-font-size': '14px',
      '--momento-chat-density': '0.75',
      '--momento-chat-radius': '2px',
      '--momento-chat-launcher-radius': '6%',
      '--momento-chat-shadow': '6px 6px 0 rgb(0 0 0 / 60%)',
    },
  },
  soft: {
    theme: 'auto',
    values: {
      '--momento-chat-accent': 'light-dark(#b0426a, #f4a3be)',
      '--momento-chat-background': 'light-dark(#fffaf8, #221a1d)',
      '--momento-chat-text': 'light-dark(#3a2a2f, #f6e9ec)',
      '--momento-chat-font': "ui-rounded, Nunito, 'Hiragino Maru Gothic ProN', sans-serif",
      '--momento-chat-line-height': '1.55',
      '--momento-chat-density': '1.15',
      '--momento-chat-radius': '24px',
    },
  },
};
