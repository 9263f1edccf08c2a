/** As the `ref` of a field that comes after its dialog was opened (its data had to be asked for): takes the keyboard to it when it appears, once. */
export function takeFocus(node: HTMLElement | null): void {
  node?.focus();
}
