import {
  defineComponent,
  h,
  isRuntimeOnly,
  onMounted,
  shallowRef,
  withDirectives,
  type App,
  type Component,
  type ObjectDirective,
} from 'vue';
import {
  attributesOf,
  ElementBinding,
  HELD,
  type Members,
  type Values,
} from './element-binding.js';

interface TypedMembers extends Members {
  /** The settings that are numbers. */
  readonly numbers: readonly string[];
  /** Those that are yes or no. */
  readonly flags: readonly string[];
}

/** Whether a tag is one of the package's elements, for `isCustomElement` of Vue's compiler. */
export function isChatElement(tag: string): boolean {
  return tag.startsWith('momento-');
}

/**
 * A component that renders an element and keeps it as its props say. Vue itself listens to the element's events.
 *
 * @param load loads the element's class, where the page does not have it already
 */
export function elementComponent(
  tag: string,
  named: TypedMembers,
  load?: () => Promise<unknown>,
): Component {
  const members = asInTemplates(named);
  const kept = keptAs(members);
  const names = [...Object.keys(members.attributes), ...members.properties];
  return defineComponent({
    // Vue would make false of a flag that is not there, and '' of one without a value.
    props: Object.fromEntries(
      names.map((name) => [
        name,
        members.flags.includes(name) ? { type: Boolean, default: undefined } : null,
      ]),
    ),
    setup(props, { slots, expose }) {
      const element = shallowRef<Element | null>(null);
      expose({ element });
      onMounted(() => void load?.());
      return () => {
        const children = Object.entries(slots).map(([slot, content]) =>
          slot === 'default' ? content?.() : h('div', { key: slot, slot }, content?.()),
        );
        const values = withNumbers(props, members.numbers);
        return withDirectives(h(tag, { ref: element }, children), [[kept, values]]);
      };
    },
  });
}

/** As templates know it, `readOnly` is `readonly`: the tag's attribute, and a property of this name, too. */
function asInTemplates({
  attributes,
  properties,
  events,
  numbers,
  flags,
}: TypedMembers): TypedMembers {
  const inTemplates = (name: string) =>
    attributes[name] === name.toLowerCase() ? name.toLowerCase() : name;
  return {
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [inTemplates(name), attribute]),
    ),
    properties,
    events,
    numbers,
    flags: flags.map(inTemplates),
  };
}

/** Templates write numbers as text, too: `history-limit="50"`. */
function withNumbers(props: Values, numbers: readonly string[]): Values {
  const values: Record<string, unknown> = { ...props };
  for (const name of numbers) {
    if (typeof values[name] === 'string') values[name] = Number(values[name]);
  }
  return values;
}

/** Vue itself would set a property where the element has one, which a server cannot, and an attribute otherwise. */
function keptAs(members: Members): ObjectDirective<Element, Values> {
  const bindings = new WeakMap<Element, ElementBinding>();
  return {
    created(element, { value }) {
      const binding = new ElementBinding(element, members);
      bindings.set(element, binding);
      binding.apply(value, {});
    },
    beforeUpdate: (element, { value }) => bindings.get(element)?.apply(value, {}),
    getSSRProps: ({ value }) => ({ ...attributesOf(members, value), [HELD]: '' }),
  };
}

/** Registers components by their names, and the tags with the compiler, where the browser compiles templates. */
export function registerComponents(
  app: App,
  components: Readonly<Record<string, Component>>,
): void {
  for (const [name, component] of Object.entries(components)) app.component(name, component);
  // Without a compiler Vue warns of its options.
  if (isRuntimeOnly()) return;
  const options = app.config.compilerOptions;
  const others = options.isCustomElement;
  options.isCustomElement = (tag) => isChatElement(tag) || (others?.(tag) ?? false);
}
