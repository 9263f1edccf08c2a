import { firstStrong } from "./direction";

/** Labels on a canvas. The direction is the text's own (its first strong letter), so Arabic, Kurdish and mixed text is shaped and ordered right whatever the page's is. */

export interface LabelStyle {
  font: string;
  size: number;
  colour: string;
  halo: string;
}

export interface LabelPlace {
  x: number;
  y: number;
  /** Radius of what the label belongs to, in pixels. */
  size: number;
}

export const LABEL_MOST = 34;

/** A long label is cut at the end, by letters that are seen, not by code units. */
export function shortened(text: string, most: number = LABEL_MOST): string {
  const signs = Array.from(text);
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join("").trimEnd()}…`;
}

const CELL = 48;

/** What is already written on a picture, so that labels do not lie on one another. Places are looked up by cells: many labels stay quick. */
export class Written {
  private readonly cells = new Map<number, [number, number, number, number][]>();

  clear(): void {
    this.cells.clear();
  }

  /** Whether nothing is written there. */
  free(left: number, top: number, width: number, height: number): boolean {
    for (const cell of this.over(left, top, width, height)) for (const [x, y, w, h] of this.cells.get(cell) ?? []) if (left < x + w && x < left + width && top < y + h && y < top + height) return false;
    return true;
  }

  /** Takes a place, whatever is there. */
  put(left: number, top: number, width: number, height: number): void {
    for (const cell of this.over(left, top, width, height)) {
      const boxes = this.cells.get(cell);
      if (boxes === undefined) this.cells.set(cell, [[left, top, width, height]]);
      else boxes.push([left, top, width, height]);
    }
  }

  /** Takes the place when it is free; says whether it was. */
  take(left: number, top: number, width: number, height: number): boolean {
    if (!this.free(left, top, width, height)) return false;
    this.put(left, top, width, height);
    return true;
  }

  private *over(left: number, top: number, width: number, height: number): Iterable<number> {
    const last = Math.floor((left + width) / CELL);
    const bottom = Math.floor((top + height) / CELL);
    for (let x = Math.floor(left / CELL); x <= last; x += 1) for (let y = Math.floor(top / CELL); y <= bottom; y += 1) yield x * 8192 + y;
  }
}

/** Draws a label in the middle below its item, with a halo that keeps it readable over lines; not where `written` is full. Whether it was drawn. */
export function drawLabel(context: CanvasRenderingContext2D, text: string, place: LabelPlace, style: LabelStyle, most: number = LABEL_MOST, written?: Written): boolean {
  context.save();
  context.font = `${style.size}px ${style.font}`;
  context.direction = firstStrong(text);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = style.halo;
  context.fillStyle = style.colour;
  const shown = shortened(text, most);
  const y = place.y + place.size + 3;
  const width = written === undefined ? 0 : context.measureText(shown).width;
  const free = written === undefined || written.take(place.x - width / 2, y, width, style.size + 2);
  if (free) {
    context.strokeText(shown, place.x, y);
    context.fillText(shown, place.x, y);
  }
  context.restore();
  return free;
}
