/** Only Chromium has `getSelection` on shadow roots; older browsers lack `getComposedRanges`. */
interface SelectionRoot extends ShadowRoot {
  getSelection?(): Selection | null;
}
type MaybeSelection = Partial<Pick<Selection, 'getComposedRanges'>> & Selection;

/** Whether any text in a shadow root is selected. */
export function isSelected(root: SelectionRoot): boolean {
  const selection: MaybeSelection | null = root.getSelection?.() ?? getSelection();
  if (!selection?.rangeCount) return false;
  const [range = selection.getRangeAt(0)] =
    selection.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
  const { startContainer, endContainer, collapsed } = range;
  return !collapsed && (root.contains(startContainer) || root.contains(endContainer));
}
