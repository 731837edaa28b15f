import { MomentoChatElement } from '../src/momento-chat.js';
import { EVENT_WORDS, type EventWords } from './event-words.js';
import { elementById, onChoice } from './page.js';

const STAR_COUNT = 90;

const event = elementById('event', HTMLElement);
const chat = elementById('chat', MomentoChatElement);
const beside = elementById('beside', HTMLElement);
const width = elementById('width', HTMLInputElement);
const widthShown = elementById('width-shown', HTMLOutputElement);

setLanguage('en');
drawStars();

onChoice('language', setLanguage);

width.addEventListener('input', () => (beside.style.inlineSize = `${width.value}px`));

// Its width differs from the slider's if its corner is dragged, or the page has less space.
new ResizeObserver(() => {
  const pixels = Math.round(beside.getBoundingClientRect().width);
  widthShown.textContent = `${String(pixels)} px`;
}).observe(beside);

/** The chat takes its language and direction from the page. It needs words only for a language that is not built in. */
function setLanguage(language: string): void {
  const words = EVENT_WORDS[language];
  if (!words) return;
  event.lang = language;
  event.dir = words.direction;
  for (const element of event.querySelectorAll<HTMLElement>('[data-word]')) {
    element.textContent = words.page[element.dataset.word as keyof EventWords['page']];
  }
  chat.strings = words.chat;
}

/** Scatters the stars by the golden angle: evenly, and without repetition. */
function drawStars(): void {
  const stars = document.getElementById('stars');
  for (let index = 1; index <= STAR_COUNT; index += 1) {
    const star = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    star.setAttribute('cx', String((index * 397.5) % 640));
    star.setAttribute('cy', String((index * 83.7) % 250));
    star.setAttribute('r', String(0.5 + ((index * 7) % 10) / 12));
    star.setAttribute('opacity', String(0.35 + ((index * 13) % 10) / 16));
    stars?.append(star);
  }
}
