/** How far outside of the list's edges a picture is near. */
const MARGIN = '600px 0px';

/** Watches whether an element is in sight of its list, or near it. */
export function whileNear(
  element: HTMLElement,
  onChange: (isNear: boolean) => void,
): { begin(): void; end(): void } {
  let observer: IntersectionObserver | undefined;
  return {
    begin() {
      // The window as the root would not see beyond the list's edge.
      const root = element.closest<HTMLElement>('.scroller');
      observer = new IntersectionObserver(
        (entries) => onChange(entries.at(-1)?.isIntersecting ?? false),
        { root, rootMargin: MARGIN },
      );
      observer.observe(element);
    },
    end() {
      observer?.disconnect();
    },
  };
}
