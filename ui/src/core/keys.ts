/** Keys by place on the keyboard, so that they work on Arabic and Kurdish layouts, and never while somebody types. */

/** Whether a key press belongs to a field in which text is typed. */
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

/** Whether a press, without modifiers, is the key with this physical code or sign. */
export function pressed(event: KeyboardEvent | React.KeyboardEvent, code: string, sign: string): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && (event.code === code || event.key === sign);
}

/** The next index of a list for an arrow key (or j/k); null for any other key. Stops at both ends. */
export function stepped(event: KeyboardEvent | React.KeyboardEvent, index: number, length: number): number | null {
  const down = event.key === "ArrowDown" || pressed(event, "KeyJ", "j");
  const up = event.key === "ArrowUp" || pressed(event, "KeyK", "k");
  if ((!down && !up) || length === 0) return null;
  return Math.min(length - 1, Math.max(0, index + (down ? 1 : -1)));
}

/** Moves the focus among the elements that match `selector` inside the list; whether the key was one that moves. */
export function moveFocus(event: React.KeyboardEvent<HTMLElement>, selector: string): boolean {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const next = stepped(event, items.indexOf(document.activeElement as HTMLElement), items.length);
  if (next === null || typing(event.target)) return false;
  event.preventDefault();
  items[next]?.focus();
  return true;
}
