import { expect } from '@open-wc/testing';
import { MomentoChatElement } from '../../src/momento-chat.js';
import '../../src/momento-chat-relay.js';

const TAGS = ['momento-chat', 'momento-relay-chat'] as const;

/** Each flag: its attribute, which is also the name of a property, and the property that it sets. */
const FLAGS = [
  ['readonly', 'readOnly'],
  ['away', 'away'],
  ['search', 'search'],
] as const;

/** Values that frameworks and authors write as a property or an attribute, and their meaning. */
const WRITTEN: readonly (readonly [unknown, boolean])[] = [
  [true, true],
  [false, false],
  [undefined, false],
  [null, false],
  ['', true],
  ['true', true],
  ['readonly', true],
  ['false', false],
];

describe('a chat in a template', () => {
  afterEach(() => document.body.replaceChildren());

  it('has a property under the name of each attribute without a dash', () => {
    for (const tag of TAGS) {
      const names = (customElements.get(tag) as typeof MomentoChatElement).observedAttributes;
      const plain = names.filter((name) => !name.includes('-'));
      expect(plain).to.include.members(['room', 'readonly', 'away', 'variant']);
      const element = document.createElement(tag);
      expect(plain.filter((name) => !(name in element))).to.deep.equal([]);
    }
  });

  for (const [attribute, property] of FLAGS) {
    for (const [value, meant] of WRITTEN) {
      const written = JSON.stringify(value) ?? 'undefined';

      it(`takes ${attribute}={${written}} as ${String(meant)} once defined`, async () => {
        for (const name of new Set([attribute, property])) {
          const element = document.createElement('momento-chat');
          Object.assign(element, { [property]: !meant });
          Object.assign(element, { [name]: value });
          expect(element[property]).to.equal(meant);
          document.body.append(element);
          await element.updateComplete;
          expect(element[property]).to.equal(meant);
          expect(element.hasAttribute(attribute)).to.equal(meant);
        }
      });

      it(`takes ${attribute}={${written}} as ${String(meant)} before the upgrade`, () => {
        // A separate document has no custom elements defined yet.
        const { body } = document.implementation.createHTMLDocument();
        const asProperty = body.ownerDocument.createElement('momento-chat');
        Object.assign(asProperty, { [attribute]: value });
        const asAttribute = body.ownerDocument.createElement('momento-chat');
        if (typeof value === 'string') asAttribute.setAttribute(attribute, value);
        else if (value) asAttribute.toggleAttribute(attribute);
        body.append(asProperty, asAttribute);
        expect(asProperty).not.to.be.instanceOf(MomentoChatElement);
        document.body.append(...body.children);
        expect(asProperty).to.be.instanceOf(MomentoChatElement);
        return Promise.all(
          [asProperty, asAttribute].map(async (element) => {
            await element.updateComplete;
            expect(element[property]).to.equal(meant);
          }),
        );
      });
    }

    it(`follows the latest value of the attribute ${attribute}`, () => {
      const element = document.createElement('momento-chat');
      element.setAttribute(attribute, 'false');
      expect(element[property]).to.equal(false);
      element.setAttribute(attribute, '');
      expect(element[property]).to.equal(true);
      element.removeAttribute(attribute);
      expect(element[property]).to.equal(false);
    });
  }
});
