import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ChatMessage } from '../../src/momento-chat.js';
import { dayFormatter } from '../../src/localization/language.js';
import { actionsLoaded } from '../helpers/actions-loaded.js';
import { ListFixture, message, messages } from '../helpers/list-fixture.js';

const DAY_MS = 86_400_000;

/** So many messages on each of so many days. */
function days(count: number, each: number): ChatMessage[] {
  return Array.from({ length: count * each }, (_, index) => {
    const day = Math.floor(index / each);
    const plain = message(index, 'ada', `day ${day} message ${index}`);
    return { ...plain, sentAt: (plain.sentAt ?? 0) + day * DAY_MS };
  });
}

describe('the day of what the reader scrolls through', () => {
  let fixture: ListFixture;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    fixture.list.language = 'en-GB';
  });

  const pill = (): HTMLElement => fixture.first('.day');
  const shown = (): string =>
    Number(getComputedStyle(pill()).opacity) > 0 ? pill().textContent : '';
  const format = (day: number): string => dayFormatter('en-GB')(Date.UTC(2026, 10, 20 + day, 12));

  it('passes the accessibility audit', async () => {
    await fixture.show(...days(3, 300));
    await fixture.scrollTo(fixture.scroller.scrollTop - 3_000);
    expect(shown()).not.to.equal('');
    // While the button to the end appears, it is pale.
    for (const animation of fixture.first('.jump').getAnimations()) animation.finish();
    await expect(fixture.list).to.be.accessible();
  });

  it('stays at the upper edge, though its divider has no row', async () => {
    await fixture.show(...days(3, 300));
    expect(shown()).to.equal('');
    await fixture.scrollTo(fixture.scroller.scrollTop - 3_000);
    expect(fixture.all('.divider.date')).to.have.length(0);
    expect(fixture.visibleTexts[0]).to.contain('day 2');
    expect(shown()).to.equal(format(2));
    const top = pill().getBoundingClientRect().top - fixture.scroller.getBoundingClientRect().top;
    expect(top).to.be.within(0, 20);
  });

  it('changes with what is in sight, and goes where a divider says it', async () => {
    await fixture.show(...days(3, 10));
    const [, divider] = fixture.all('.divider.date');
    const place = divider?.offsetTop ?? 0;
    await fixture.scrollTo(place - 200);
    expect(shown()).to.equal(format(0));
    await fixture.scrollTo(place);
    expect(shown()).to.equal('');
    await fixture.scrollTo(place - 20);
    expect(shown()).to.equal('');
    await fixture.scrollTo(place + 100);
    expect(shown()).to.equal(format(1));
  });

  it('is gone at the end, and after a while', async () => {
    await fixture.show(...days(2, 50));
    await fixture.scrollTo(500);
    expect(shown()).not.to.equal('');
    await fixture.scrollTo(fixture.scroller.scrollHeight);
    expect(shown()).to.equal('');
    await fixture.scrollTo(500);
    for (const animation of pill().getAnimations()) animation.finish();
    expect(shown()).to.equal('');
    await fixture.scrollTo(600);
    expect(shown()).not.to.equal('');
  });

  it('does not cover an answer that the list itself has scrolled to', async () => {
    await fixture.show(...messages(30));
    await fixture.show(...messages(30), message(30, 'edsger', 'long answer '.repeat(200)));
    await fixture.painted();
    await fixture.painted();
    expect(fixture.fromEnd).to.be.above(0);
    expect(shown()).to.equal('');
  });
});

describe('the time of a message inside a group', () => {
  let fixture: ListFixture;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    await fixture.show(message(1), message(2), message(3), { ...message(4), sentAt: 2e12 });
  });

  const opacities = (): string[] =>
    fixture.all('time').map((time) => getComputedStyle(time).opacity);

  it('is shown after a pause, and at the end', () => {
    expect(opacities()).to.deep.equal(['0', '0', '1', '1']);
  });

  it('is shown by keys, and by a finger’s tap, which gives the focus', async () => {
    fixture.all('.message').at(-1)?.focus();
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    await actionsLoaded();
    expect(opacities()).to.deep.equal(['0', '1', '1', '1']);
    fixture.first('.message').focus();
    expect(opacities()).to.deep.equal(['1', '0', '1', '1']);
  });

  it('is always there for screen readers', () => {
    const [time] = fixture.all('time');
    expect(time && getComputedStyle(time).visibility).to.equal('visible');
    expect(time && getComputedStyle(time).display).not.to.equal('none');
  });
});
