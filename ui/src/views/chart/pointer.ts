import type { Position } from "@/core/chart/document";

import { pairOf } from "@/core/chart/strands";

import { type Current, type Drawing, type Lit, placeAt, repaint, straightened } from "./drawing";
import { HANDLE_SIZE, handleOf, type Marks } from "./overlay";

/** How near to the handle of a sign the pointer takes it, in pixels. */
const NEAR = HANDLE_SIZE + 4;
/** How far from a sign its handle stays. */
const AWAY = 46;

interface Drag {
  start: Map<string, { x: number; y: number }>;
  from: { x: number; y: number };
  moved: boolean;
}

/** Pointer: click selects, Ctrl or Shift adds, dragging moves, dragging from the handle draws a link, double click shows the cards, the right button opens the menu. */
export function listen(made: Drawing, now: Current, hover: Pick<Lit, "set">, marks: Marks): void {
  let drag: Drag | null = null;
  let over = "";
  const container = made.getContainer();
  const how = (event: MouseEvent | TouchEvent) => (event.shiftKey || event.ctrlKey || event.metaKey ? "toggle" : "only");
  const again = () => {
    repaint(made);
  };
  const atHandle = (x: number, y: number): boolean => {
    const at = marks.handle === "" ? null : handleOf(made, marks.handle);
    return at !== null && Math.hypot(at.x - x, at.y - y) < NEAR;
  };
  const menu = (original: MouseEvent | TouchEvent, id: string | null, place: Position) => {
    original.preventDefault();
    if (original instanceof MouseEvent) now().onMenu({ x: original.clientX, y: original.clientY, id, place });
  };
  const stay = (event: Event) => {
    event.preventDefault();
  };
  /** Whatever is being dragged goes back to where it was. */
  const dropped = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || (drag === null && marks.rubber === null)) return;
    event.stopPropagation();
    for (const [id, start] of drag?.start ?? []) if (made.getGraph().hasNode(id)) made.getGraph().mergeNodeAttributes(id, start);
    drag = marks.rubber = null;
    again();
  };
  container.addEventListener("contextmenu", stay);
  container.addEventListener("keydown", dropped, true);
  made.on("kill", () => {
    container.removeEventListener("contextmenu", stay);
    container.removeEventListener("keydown", dropped, true);
  });

  made.on("enterNode", ({ node }) => {
    over = node;
    hover.set([node]);
    if (marks.rubber === null) marks.handle = node;
    container.style.cursor = "pointer";
  });
  made.on("leaveNode", () => {
    over = "";
    hover.set([]);
    container.style.cursor = "";
  });
  made.on("clickNode", ({ node, event }) => {
    marks.focused = node;
    now().onSelect([node], how(event.original));
  });
  made.on("clickEdge", ({ edge }) => {
    now().onPair(pairOf(edge));
  });
  made.on("clickStage", ({ event }) => {
    if (how(event.original) === "only" && !atHandle(event.x, event.y)) now().onSelect([], "only");
  });
  made.on("rightClickNode", ({ node, event }) => {
    menu(event.original, node, placeAt(made, event.x, event.y));
  });
  made.on("rightClickStage", ({ event }) => {
    menu(event.original, null, placeAt(made, event.x, event.y));
  });
  made.on("doubleClickNode", (press) => {
    press.preventSigmaDefault();
    now().onCards(press.node, "");
  });
  made.on("doubleClickEdge", (press) => {
    press.preventSigmaDefault();
    now().onCards("", pairOf(press.edge));
  });

  const up = () => {
    if (marks.rubber !== null) {
      const { from } = marks.rubber;
      marks.rubber = null;
      marks.handle = "";
      again();
      if (over !== "" && over !== from) now().onLink(from, over);
    } else if (drag?.moved === true) {
      const graph = made.getGraph();
      now().onMove(new Map([...drag.start.keys()].filter((id) => graph.hasNode(id)).map((id) => [id, [graph.getNodeAttribute(id, "x"), -graph.getNodeAttribute(id, "y")] as const])));
    }
    drag = null;
  };

  const down = (x: number, y: number): boolean => {
    container.focus({ preventScroll: true });
    if (!atHandle(x, y)) return false;
    marks.rubber = { from: marks.handle, x, y };
    return true;
  };
  made.on("downStage", ({ event }) => {
    if (pressed(event.original)) down(event.x, event.y);
  });
  made.on("downNode", ({ node, event }) => {
    if (!pressed(event.original) || down(event.x, event.y)) return;
    const { selection } = now();
    const ids = selection.has(node) ? [...selection] : [node];
    const graph = made.getGraph();
    drag = { from: made.viewportToGraph(event), start: new Map(ids.filter((id) => graph.hasNode(id)).map((id) => [id, { x: graph.getNodeAttribute(id, "x"), y: graph.getNodeAttribute(id, "y") }])), moved: false };
  });
  made.on("moveBody", (press) => {
    const { x, y } = press.event;
    if (!pressed(press.event.original)) up(); // let go where nothing told: over a menu, outside the window
    if (marks.rubber !== null) {
      marks.rubber = { ...marks.rubber, x, y };
      again();
    } else if (drag !== null) {
      const at = made.viewportToGraph(press.event);
      if (!drag.moved) straightened(made, [...drag.start.keys()].filter((id) => made.getGraph().hasNode(id)));
      drag.moved = true;
      for (const [id, start] of drag.start) made.getGraph().mergeNodeAttributes(id, { x: start.x + at.x - drag.from.x, y: start.y + at.y - drag.from.y });
    } else {
      if (marks.handle !== "" && over === "" && !near(made, marks.handle, x, y)) {
        marks.handle = "";
        again();
      }
      return;
    }
    press.preventSigmaDefault();
    press.event.original.preventDefault();
  });
  made.on("upNode", up);
  made.on("upStage", up);
  made.on("upEdge", up);
}

function near(made: Drawing, id: string, x: number, y: number): boolean {
  const at = handleOf(made, id);
  return at !== null && Math.hypot(at.x - x, at.y - y) < AWAY;
}

/** Whether a finger or the main button of the mouse is down. */
function pressed(event: MouseEvent | TouchEvent): boolean {
  return !(event instanceof MouseEvent) || (event.buttons & 1) === 1;
}
