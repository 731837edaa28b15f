import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { until } from '../../helpers/chat-fixture.js';
import { expectSame, focused } from '../../helpers/element-parts.js';
import { LARGE } from '../../helpers/viewports.js';
import { picture, ViewerFixture } from './viewer-fixture.js';

const MANY = ['a', 'b', 'c', 'd', 'e'].map((id) => picture(id));

describe('the files of the viewer', () => {
  let fixture: ViewerFixture;

  beforeEach(async () => {
    await setViewport(LARGE);
    fixture = new ViewerFixture();
  });

  afterEach(() => fixture.remove());

  async function press(key: string): Promise<void> {
    await sendKeys({ press: key });
    await fixture.rest();
  }

  const noteText = (): string => fixture.first('.note p').textContent;

  it('are those of the shown picture and of one at each side, and no others', async () => {
    const { source } = fixture;
    await fixture.open(MANY, { shown: 'c' });
    await until('three', () => source.opened.length === 3);
    expect(source.asked).to.deep.equal(['c', 'd', 'b']);
    await press('ArrowRight');
    await until('the next', () => source.opened.join('') === 'cde');
    expect(source.asked).to.deep.equal(['c', 'd', 'b', 'e']);
    await press('Home');
    await until('the first two', () => source.opened.join('') === 'ab');
  });

  it('are fetched one at a time, the shown one first; those that are left are cancelled', async () => {
    const { source } = fixture;
    let letThrough: () => void = () => undefined;
    source.held.set('a', new Promise((resolve) => (letThrough = resolve)));
    await fixture.open(MANY);
    expect(fixture.first('.spinner')).to.be.instanceOf(HTMLElement);
    expect(fixture.first('[role=status]').textContent.trim()).to.equal('Loading…');
    await expect(fixture.viewer).to.be.accessible();
    expect(source.asked).to.deep.equal(['a']);
    await press('End');
    await fixture.shows('e.png');
    expect(source.aborted).to.deep.equal(['a']);
    letThrough();
    await until('the neighbour', () => source.opened.join('') === 'de');
    await fixture.rest();
    expect(source.opened).to.deep.equal(['d', 'e']);
  });

  for (const [code, text] of [
    ['attachment-lost', 'This picture is no longer here'],
    ['attachment-broken', 'This file is damaged'],
  ] as const) {
    it(`say what is wrong, and offer nothing: ${code}`, async () => {
      fixture.source.fail('a', code);
      await fixture.open(MANY);
      await until('the note', () => fixture.all('.note').length > 0);
      expect(noteText()).to.equal(text);
      expect(fixture.first('[role=status]').textContent.trim()).to.equal(text);
      expect(fixture.all('.retry')).to.have.length(0);
      expect(fixture.tool('Download a.png').ariaDisabled).to.equal('true');
      await expect(fixture.viewer).to.be.accessible();
      // Keys that need a picture do nothing.
      await press('+');
      await press('ArrowRight');
      await fixture.shows('b.png');
      await press('ArrowLeft');
      expect(fixture.source.asked.filter((id) => id === 'a')).to.have.length(1);
    });
  }

  it('are tried again where that may help', async () => {
    fixture.source.fail('a', 'connection-lost');
    await fixture.open(MANY);
    await until('the note', () => fixture.all('.note').length > 0);
    expect(noteText()).to.equal('The picture could not be loaded');
    await expect(fixture.viewer).to.be.accessible();
    fixture.source.faults.clear();
    fixture.first('.retry').focus();
    await press('Enter');
    await fixture.shows('a.png');
    expectSame(focused(), fixture.first('.stage'));
  });

  it('are tried again by themselves when they are shown', async () => {
    fixture.source.fail('b', 'connection-lost');
    await fixture.open(MANY);
    await until('the neighbour', () => fixture.source.asked.includes('b'));
    await fixture.rest();
    fixture.source.faults.clear();
    await press('ArrowRight');
    await fixture.shows('b.png');
  });

  it('are broken where the browser cannot show them', async () => {
    const { source } = fixture;
    source.blobOf = () => Promise.resolve(new Blob(['no picture'], { type: 'image/png' }));
    await fixture.open([picture('a')]);
    await until('the note', () => fixture.all('.note').length > 0);
    expect(noteText()).to.equal('This file is damaged');
    await press('Escape');
    expect(source.opened).to.deep.equal([]);
  });

  describe('when they are saved', () => {
    let saved: { href: string; name: string }[];

    beforeEach(() => {
      saved = [];
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        saved.push({ href: this.href, name: this.download });
      };
    });

    afterEach(() => {
      Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    });

    it('have their names, and their bytes', async () => {
      await fixture.open([picture('a', { name: 'Häuser am See.png' })]);
      await fixture.shows('Häuser am See.png');
      fixture.tool('Download Häuser am See.png').click();
      await until('the download', () => saved.length === 1);
      expect(saved[0]?.name).to.equal('Häuser am See.png');
      expect(saved[0]?.href).to.match(/^blob:/);
      const bytes = await (await fetch(saved[0]?.href ?? '')).blob();
      expect(bytes.type).to.equal('image/png');
    });

    it('are asked for once, and show that they come', async () => {
      await fixture.open([picture('a')]);
      await fixture.shows('a.png');
      let letThrough: () => void = () => undefined;
      fixture.source.held.set('a', new Promise((resolve) => (letThrough = resolve)));
      const button = fixture.tool('Download a.png');
      button.click();
      await fixture.rest();
      expect(button.className).to.contain('busy');
      button.click();
      letThrough();
      await until('the download', () => saved.length > 0);
      await fixture.rest();
      expect(saved).to.have.length(1);
      expect(button.className).not.to.contain('busy');
    });

    it('say why that was not possible', async () => {
      await fixture.open(MANY);
      await fixture.shows('a.png');
      fixture.source.fail('a', 'attachment-lost');
      fixture.tool('Download a.png').click();
      await until('the fault', () => fixture.all('.failed').length > 0);
      expect(fixture.first('.failed').textContent).to.equal('This picture is no longer here');
      expect(fixture.first('[role=status]').textContent.trim()).to.equal(
        'This picture is no longer here',
      );
      await press('ArrowRight');
      expect(fixture.all('.failed')).to.have.length(0);
      expect(saved).to.deep.equal([]);
    });
  });
});
