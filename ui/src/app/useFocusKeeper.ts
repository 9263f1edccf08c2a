import { useEffect } from "react";

const OVER = "[role=dialog], [role=menu], [role=listbox]";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** What an element is called, by which the one that takes its place is known. */
interface Place {
  element: HTMLElement;
  above: HTMLElement[];
  selector: string;
  name: string;
  path: string;
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute("aria-label") ?? (element instanceof HTMLInputElement ? element.id || element.name : element.textContent.trim());
}

function placeOf(element: HTMLElement): Place {
  const above: HTMLElement[] = [];
  for (let one = element.parentElement; one !== null && one !== document.body; one = one.parentElement) above.push(one);
  return { element, above, selector: element.tagName.toLowerCase(), name: nameOf(element), path: window.location.pathname };
}

function usable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(":disabled") && element.closest("[inert], [aria-hidden=true]") === null;
}

/** Whether a dialog or a list of choices lies over the page: the keyboard is its own. */
function covered(): boolean {
  return [...document.querySelectorAll<HTMLElement>(OVER)].some((one) => one.getClientRects().length > 0);
}

/** The element that stands where another one stood: of the same kind and name, within the nearest part of the page that is still there. */
function successor(place: Place): HTMLElement | undefined {
  const near = place.above.find((one) => one.isConnected) ?? document.body;
  for (const within of [near, document.body])
    for (const one of within.querySelectorAll<HTMLElement>(place.selector)) if (nameOf(one) === place.name && usable(one)) return one;
  return undefined;
}

/** The part of the page around it that is still there and can have the keyboard. */
function around(place: Place): HTMLElement | undefined {
  const near = place.above.find((one) => one.isConnected && one.matches(FOCUSABLE) && usable(one));
  return near ?? document.getElementById("content") ?? undefined;
}

/** Keeps the keyboard where it was. A button that waits is disabled and browsers take the keyboard off it; a list that is fetched again takes its buttons with it. Then the keyboard
 * goes back to that button, or to the one that stands in its place, and until there is one to the part of the page around it. A dialog gives it back to the button that
 * opened it, which may be waiting by then. Another screen begins at its top, as ever. */
export function useFocusKeeper(): void {
  useEffect(() => {
    const places: { page?: Place | undefined; over?: Place | undefined } = {};
    let lent: HTMLElement | undefined;
    let wanted = 0;
    const where = (element: Element) => (element.closest(OVER) === null ? "page" : "over");
    const keep = () => {
      wanted = 0;
      const now = document.activeElement;
      const layer = covered() ? "over" : "page";
      const last = places[layer];
      if (last === undefined || (now !== null && now !== document.body && now !== lent)) return;
      if (last.path !== window.location.pathname) {
        places.page = places.over = lent = undefined;
        return;
      }
      const back = usable(last.element) ? last.element : last.element.isConnected ? undefined : successor(last);
      const to = back ?? around(last);
      if (back !== undefined) lent = undefined;
      if (to === undefined || to === now || where(to) !== layer) return;
      if (back === undefined) lent = to;
      to.focus({ preventScroll: true });
    };
    const entered = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement && event.target !== lent) {
        places[where(event.target)] = placeOf(event.target);
        lent = undefined;
      }
    };
    // Whoever leaves a field for nothing (a click beside it) means it. A browser tells of an element that is being taken away before it is gone: whether it stays is known a moment later.
    const left = (event: FocusEvent) => {
      const from = event.target;
      if (event.relatedTarget !== null || !(from instanceof HTMLElement) || from === lent) return;
      const layer = where(from);
      queueMicrotask(() => {
        if (places[layer]?.element === from && usable(from)) places[layer] = undefined;
      });
    };
    const changed = () => {
      if (wanted === 0) wanted = window.requestAnimationFrame(() => { wanted = window.requestAnimationFrame(keep); });
    };
    const watch = new MutationObserver(changed);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
    document.addEventListener("focusin", entered);
    document.addEventListener("focusout", left);
    return () => {
      watch.disconnect();
      window.cancelAnimationFrame(wanted);
      document.removeEventListener("focusin", entered);
      document.removeEventListener("focusout", left);
    };
  }, []);
}
