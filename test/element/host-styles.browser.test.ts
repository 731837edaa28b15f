import { expect } from '@open-wc/testing';
import '../../src/momento-chat-relay.js';
import type { ChatElement, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, shown, startChat, until, untilStatus } from '../helpers/chat-fixture.js';
import type { ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { inheritedProperties } from '../helpers/inherited-properties.js';

/** The properties that the chat inherits from the page on purpose, and why. */
const TAKEN: Readonly<Record<string, string>> = {
  direction: 'the page sets the reading direction',
  '-webkit-locale': 'the page’s `lang` selects the regional shapes of characters',
  'color-scheme': 'the chat is light or dark as its page is',
  'supported-color-schemes': 'WebKit’s earlier name of color-scheme',
  visibility: 'a chat in a hidden part of the page is hidden',
  'pointer-events': 'a chat where the page disables pointer events receives none',
  interactivity: 'a chat in an inert part of the page is inert',
};

describe('a chat in a page with styles of its own', () => {
  let chat: ChatFixture;
  const sheet = document.createElement('style');

  before(async () => {
    chat = await startChat();
    document.head.append(sheet);
  });

  afterEach(async () => {
    sheet.textContent = '';
    document.body.removeAttribute('style');
    document.documentElement.removeAttribute('style');
    await chat.reset();
  });

  after(async () => {
    sheet.remove();
    await chat.stop();
  });

  /** Opens a chat with messages of both sides and one that failed. */
  async function converse(variant: string): Promise<MomentoChatElement> {
    const element = chat.open({ attributes: { variant, away: '' } });
    element.open();
    await untilStatus(element, 'connected');
    await chat.sendElsewhere(element.room, 'See https://example.com/a');
    element.send('Seen');
    await until('both', () => element.messages.length === 2);
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      status: 'PERMISSION_DENIED',
    });
    element.send('Not taken');
    await until('it to fail', () => element.pending[0]?.state === 'failed');
    await settled(element);
    await shown(element, '.bubble');
    return element;
  }

  async function refused(): Promise<MomentoChatElement> {
    await chat.endpoint.behave({ status: 403 });
    const element = chat.open();
    await untilStatus(element, 'failed');
    await settled(element);
    return element;
  }

  async function relayed(): Promise<ChatElement> {
    const element = document.createElement('momento-relay-chat');
    element.room = newRoom();
    chat.adopt(element);
    await untilStatus(element, 'failed');
    await settled(element);
    return element;
  }

  it('knows inherited properties with and without a vendor prefix', () => {
    const names = [...inheritedProperties().keys()];
    expect(names).to.include.members([
      'letter-spacing',
      'text-transform',
      'word-spacing',
      'cursor',
    ]);
    expect(names).to.include.members(['font-style', 'text-indent', 'text-shadow', 'visibility']);
    expect(names.length).to.be.above(80);
  });

  for (const [name, make] of [
    ['inline', () => converse('inline')],
    ['a launcher', () => converse('launcher')],
    ['an overlay', () => converse('overlay')],
    ['refused', refused],
    ['over a relay', relayed],
  ] as const) {
    it(`inherits no text style from the page: ${name}`, async () => {
      const properties = inheritedProperties();
      const element = await make();
      const nodes = allInside(element);
      expect(nodes.length).to.be.above(10);
      for (const [property, value] of properties) {
        if (property in TAKEN) continue;
        const look = (): string[] =>
          nodes.map((node) => getComputedStyle(node).getPropertyValue(property));
        const before = look();
        document.body.style.setProperty(property, value);
        const after = look();
        const changed = nodes.filter((_, index) => after[index] !== before[index]);
        expect(changed.map(describeNode), `${property}: ${value}`).to.deep.equal([]);
        document.body.style.removeProperty(property);
      }
    });
  }

  it('inherits visibility, interactivity, language and color scheme', async () => {
    const properties = inheritedProperties();
    const element = await converse('inline');
    const [scroller] = await shown(element, '.scroller');
    if (!scroller) throw new Error('no scroller');
    for (const property of Object.keys(TAKEN)) {
      const value = properties.get(property);
      // Some browsers lack some of them.
      if (value === undefined) continue;
      document.body.style.setProperty(property, value);
      const expected = getComputedStyle(document.body).getPropertyValue(property);
      for (const node of [scroller, textareaOf(element)]) {
        expect(getComputedStyle(node).getPropertyValue(property), property).to.equal(expected);
      }
      document.body.style.removeProperty(property);
    }
  });

  it('selects the shapes of characters by its own `lang`, if set', async () => {
    document.body.lang = 'zh';
    const element = await converse('inline');
    const locale = (): string =>
      getComputedStyle(textareaOf(element)).getPropertyValue('-webkit-locale').replaceAll('"', '');
    if (locale() !== '') {
      expect(locale()).to.equal('zh');
      element.lang = 'ja';
      expect(locale()).to.equal('ja');
    }
    document.body.lang = '';
  });

  it('receives no clicks when the page disables pointer events', async () => {
    document.body.style.pointerEvents = 'none';
    const element = await converse('inline');
    for (const node of allInside(element).filter((inside) => inside.matches(':not(slot)'))) {
      expect(getComputedStyle(node).pointerEvents, describeNode(node)).to.equal('none');
    }
  });

  it('a launcher receives clicks even when the page disables pointer events', async () => {
    document.body.style.pointerEvents = 'none';
    const element = await converse('launcher');
    for (const part of ['.dock', '.launcher', '.panel', '.close']) {
      expect(getComputedStyle(inside(element, part)).pointerEvents, part).to.equal('auto');
    }
  });

  it('messages can be selected even when the page forbids it for all elements', async () => {
    sheet.textContent = '* { user-select: none; -webkit-user-select: none }';
    for (const variant of ['inline', 'launcher', 'overlay']) {
      const element = await converse(variant);
      const bubbles = await shown(element, '.bubble');
      for (const bubble of bubbles) {
        const style = getComputedStyle(bubble);
        // Some engines report the specified value; “auto” stands for the parent's.
        expect(['text', 'auto'], variant).to.include(style.userSelect || style.webkitUserSelect);
      }
      const own = getComputedStyle(element);
      expect(own.userSelect || own.webkitUserSelect, variant).to.equal('text');
      await chat.reset();
    }
  });

  it('the page’s styles for the element itself apply', async () => {
    const element = await converse('inline');
    sheet.textContent = `momento-chat {
      display: block; margin: 7px; position: relative; float: left; border: 3px solid red;
      letter-spacing: 1px; color: rgb(1, 2, 3); font-family: fantasy; visibility: hidden;
    }`;
    const style = getComputedStyle(element);
    const { display, margin, position, float, borderTopWidth } = style;
    expect([display, margin, position, float, borderTopWidth]).to.deep.equal([
      ...['block', '7px', 'relative', 'left', '3px'],
    ]);
    const [other] = await shown(element, '.other .bubble');
    if (!other) throw new Error('no bubble');
    const { letterSpacing, color, fontFamily, visibility } = getComputedStyle(other);
    expect([letterSpacing, color, fontFamily, visibility]).to.deep.equal([
      ...['1px', 'rgb(1, 2, 3)', 'fantasy', 'hidden'],
    ]);
  });

  it('ignores the page’s custom properties with the names of its private ones', async () => {
    const element = await converse('launcher');
    const names = new Set<string>();
    for (const { cssRules } of allSheets(element)) {
      for (const { cssText } of cssRules) {
        for (const [name] of cssText.matchAll(/--_[\w-]+/g)) names.add(name);
      }
    }
    expect(names.size).to.be.above(15);
    const nodes = allInside(element);
    const look = (): string[] => nodes.map(lookOf);
    // Messages are still coming to their places.
    await Promise.all(
      nodes
        .flatMap((node) => node.getAnimations())
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    );
    const before = look();
    for (const name of names) document.body.style.setProperty(name, '77px');
    const after = look();
    expect(
      nodes.filter((_, index) => after[index] !== before[index]).map(describeNode),
    ).to.deep.equal([]);
  });
});

function textareaOf(element: MomentoChatElement): HTMLElement {
  const textarea = composerOf(element).renderRoot.querySelector('textarea');
  if (!textarea) throw new Error('no textarea');
  return textarea;
}

/** All elements in the shadow roots of an element, at any depth. */
function allInside({ shadowRoot }: Element): Element[] {
  const children = [...(shadowRoot?.querySelectorAll('*:not(style)') ?? [])];
  return children.flatMap((child) => [child, ...allInside(child)]);
}

function allSheets(element: Element): CSSStyleSheet[] {
  const hosts = [element, ...allInside(element)];
  return hosts.flatMap(({ shadowRoot }) => [...(shadowRoot?.adoptedStyleSheets ?? [])]);
}

/** All computed properties of an element, without custom properties. */
function lookOf(node: Element): string {
  const style = getComputedStyle(node);
  const names = [...style].filter((name) => !name.startsWith('--'));
  return names.map((name) => style.getPropertyValue(name)).join();
}

function describeNode(node: Element): string {
  return `${node.localName}.${node.getAttribute('class') ?? ''}`;
}
