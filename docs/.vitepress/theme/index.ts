// With the fonts of the reader's system: the site loads nothing from elsewhere, and no font of its own.
import theme from 'vitepress/theme-without-fonts';
import type { Theme } from 'vitepress';
import CostCalculator from './cost-calculator.vue';
import PlayGround from './play-ground.vue';
import ThemeMaker from './theme-maker.vue';
import './site.css';

export default {
  extends: theme,
  enhanceApp({ app }) {
    app.component('CostCalculator', CostCalculator);
    app.component('PlayGround', PlayGround);
    app.component('ThemeMaker', ThemeMaker);
  },
} satisfies Theme;
