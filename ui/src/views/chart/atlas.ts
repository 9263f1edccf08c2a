import { ICON_PATHS, type IconName } from "@/design/Icon";

/** All icons in one picture for the graphics card: white strokes, a cell each. */
export const CELL = 64;
export const COLUMNS = 16;
export const ICONS = Object.keys(ICON_PATHS) as IconName[];
export const iconIndex = (name: IconName): number => ICONS.indexOf(name);

export function drawAtlas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = CELL * COLUMNS;
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.strokeStyle = "#fff";
  context.lineCap = context.lineJoin = "round";
  for (const [at, name] of ICONS.entries()) {
    const scale = (CELL - 16) / 24;
    context.setTransform(scale, 0, 0, scale, (at % COLUMNS) * CELL + 8, Math.floor(at / COLUMNS) * CELL + 8);
    context.lineWidth = 2;
    context.stroke(new Path2D(ICON_PATHS[name]));
  }
  return canvas;
}
