import { firstStrong } from "@/design/direction";

/** What draws a map: the window's canvas, or an SVG file. Both are told the same, so that a saved picture is what was seen. */
export interface Stroke {
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: readonly number[];
}

export interface Pen {
  move(x: number, y: number): void;
  line(x: number, y: number): void;
  close(): void;
  circle(x: number, y: number, radius: number): void;
  /** Draws what was moved and lined since the last time. */
  draw(how: Stroke): void;
  text(text: string, x: number, y: number, how: { size: number; colour: string; halo: string; bold?: boolean }): void;
  /** How wide a text will be, about. */
  wide(text: string, size: number): number;
}

const FONT = "'Tahqiq Sans', 'Tahqiq Signs', sans-serif";

export class CanvasPen implements Pen {
  constructor(private readonly context: CanvasRenderingContext2D) {
    context.beginPath();
  }

  move(x: number, y: number): void {
    this.context.moveTo(x, y);
  }

  line(x: number, y: number): void {
    this.context.lineTo(x, y);
  }

  close(): void {
    this.context.closePath();
  }

  circle(x: number, y: number, radius: number): void {
    this.context.moveTo(x + radius, y);
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
  }

  draw({ fill, stroke, width = 1, dash = [] }: Stroke): void {
    const { context } = this;
    context.lineJoin = "round";
    context.lineCap = dash.length > 0 ? "butt" : "round";
    if (fill !== undefined) {
      context.fillStyle = fill;
      context.fill("evenodd");
    }
    if (stroke !== undefined) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.setLineDash([...dash]);
      context.stroke();
    }
    context.beginPath();
  }

  text(text: string, x: number, y: number, { size, colour, halo, bold = false }: { size: number; colour: string; halo: string; bold?: boolean }): void {
    const { context } = this;
    context.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
    context.direction = firstStrong(text);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.setLineDash([]);
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = halo;
    context.fillStyle = colour;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }

  wide(text: string, size: number): number {
    this.context.font = `400 ${size}px ${FONT}`;
    return this.context.measureText(text).width;
  }
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, " ");
const short = (value: number): string => String(Math.round(value * 10) / 10);

export class SvgPen implements Pen {
  private path: string[] = [];
  private readonly parts: string[] = [];

  move(x: number, y: number): void {
    this.path.push(`M${short(x)} ${short(y)}`);
  }

  line(x: number, y: number): void {
    this.path.push(`L${short(x)} ${short(y)}`);
  }

  close(): void {
    this.path.push("Z");
  }

  circle(x: number, y: number, radius: number): void {
    const r = short(radius);
    this.path.push(`M${short(x + radius)} ${short(y)}A${r} ${r} 0 1 0 ${short(x - radius)} ${short(y)}A${r} ${r} 0 1 0 ${short(x + radius)} ${short(y)}Z`);
  }

  draw({ fill, stroke, width = 1, dash = [] }: Stroke): void {
    if (this.path.length > 0)
      this.parts.push(`<path d="${this.path.join("")}" fill="${fill ?? "none"}" fill-rule="evenodd"${stroke === undefined ? "" : ` stroke="${stroke}" stroke-width="${short(width)}" stroke-linejoin="round"`}${dash.length === 0 ? "" : ` stroke-dasharray="${dash.join(" ")}"`}/>`);
    this.path = [];
  }

  text(text: string, x: number, y: number, { size, colour, halo, bold = false }: { size: number; colour: string; halo: string; bold?: boolean }): void {
    this.parts.push(`<text x="${short(x)}" y="${short(y + size * 0.35)}" font-size="${size}" text-anchor="middle" direction="${firstStrong(text)}" unicode-bidi="embed"${bold ? ' font-weight="600"' : ""} paint-order="stroke" stroke="${halo}" stroke-width="3" fill="${colour}">${escaped(text)}</text>`);
  }

  wide(text: string, size: number): number {
    return Array.from(text).length * size * 0.55;
  }

  /** The whole file. */
  file(width: number, height: number, title: string, about: string): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Tahqiq Sans, Tahqiq Signs, Noto Sans Arabic, Noto Sans, sans-serif">` +
      `<title>${escaped(title)}</title><desc>${escaped(about)}</desc><defs><clipPath id="window"><rect width="${width}" height="${height}"/></clipPath></defs><g clip-path="url(#window)">${this.parts.join("")}</g></svg>`
    );
  }
}
