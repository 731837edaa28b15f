import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ForwardRefExoticComponent,
  type ReactNode,
  type RefAttributes,
} from 'react';
import { attributesOf, ElementBinding, HELD, type Members } from '../element-binding.js';

/** The component's props, before their types are known. */
type AnyProps = Readonly<Record<string, unknown>>;

/** Before the browser shows what was rendered. On a server there are no effects, and React 18 warns of this one. */
const useEffectAtOnce = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** Attributes of all elements that React 18 writes on custom elements although they are false. */
const FLAGS = { hidden: 'hidden', inert: 'inert' };

/**
 * A component that renders an element and keeps it as its props say. Alike in React 18 and 19, which differ in custom elements:
 * React itself gets nothing but attributes, as they were at first, and children.
 *
 * @param load loads the element's class, where the page does not have it already
 */
export function elementComponent(
  tag: string,
  { attributes, properties, events }: Members,
  load?: () => Promise<unknown>,
): ForwardRefExoticComponent<AnyProps & RefAttributes<Element>> {
  const members: Members = { attributes: { ...attributes, ...FLAGS }, properties, events };
  const settings = new Set([...Object.keys(members.attributes), ...properties]);
  const eventOf = new Map(events.map((event) => [handlerOf(event), event]));

  /** What the element gets, and what is left to React. */
  function split({ children: _, className, ...props }: AnyProps) {
    const values: Record<string, unknown> = {};
    const listeners: Record<string, unknown> = {};
    const others: Record<string, unknown> = {};
    // React 18 writes `classname`.
    if (className !== undefined) others['class'] = className;
    for (const [name, value] of Object.entries(props)) {
      const event = eventOf.get(name);
      if (event !== undefined) listeners[event] = value;
      else if (settings.has(name)) values[name] = value;
      else others[name] = value;
    }
    return { values, listeners, others };
  }

  const Component = forwardRef<Element, AnyProps>((props, forwarded) => {
    const { values, listeners, others } = split(props);
    const element = useRef<Element>(null);
    const binding = useRef<ElementBinding>(null);
    // They stay as they are: from then on they are the binding's.
    const [first] = useState(() => ({ ...attributesOf(members, values), [HELD]: '' }));
    useEffectAtOnce(() => {
      void load?.();
      return () => binding.current?.release();
    }, []);
    useEffectAtOnce(() => {
      if (!element.current) return;
      binding.current ??= new ElementBinding(element.current, members);
      binding.current.apply(values, listeners);
    });
    useImperativeHandle(forwarded, () => element.current as Element, []);
    return createElement(
      tag,
      { ...others, ...first, ref: element },
      props['children'] as ReactNode,
    );
  });
  Component.displayName = tag;
  return Component;
}

/** `momento-chat-unread-change` is `onChatUnreadChange`. */
function handlerOf(event: string): string {
  return event
    .replace(/^momento/, 'on')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
