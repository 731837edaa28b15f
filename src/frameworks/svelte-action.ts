import { ElementBinding, type Members, type Values } from './element-binding.js';

interface Action<Options> {
  update(options: Options): void;
  destroy(): void;
}

/** Keeps an element as the options of an action say. Their listeners are named as in markup: `onmomento-chat-send`. */
export function keepElement<Options extends object>(
  element: Element,
  members: Members,
  options: Options,
): Action<Options> {
  const binding = new ElementBinding(element, members);
  const update = (newest: Options): void => {
    const values: Values = Object.fromEntries(Object.entries(newest));
    const listeners = members.events.map((name) => [name, values[`on${name}`]] as const);
    binding.apply(values, Object.fromEntries(listeners));
  };
  update(options);
  return { update, destroy: () => binding.release() };
}
