import arabic from "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2?url";
import latin from "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-latin-wght-normal.woff2?url";
import signs from "@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2?url";
import extended from "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-latin-ext-wght-normal.woff2?url";

/** A drawing of the page as a picture that stands by itself: what style sheets say is written into it. */

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "direction", "paint-order", "opacity"] as const;

/** The text of an SVG file, on the background of the page. */
export function svgText(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[drawing, ...drawing.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  for (const [at, element] of from.entries()) {
    const style = window.getComputedStyle(element);
    for (const name of KEPT) to[at]?.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role", "aria-label"]) to[at]?.removeAttribute(name);
  }
  const box = drawing.viewBox.baseVal;
  const back = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height, fill: window.getComputedStyle(document.body).backgroundColor })) back.setAttribute(name, String(value));
  copy.prepend(back);
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

/** The same as PNG, twice as large as on the page; null where the browser cannot draw it. */
export const pngOf = (drawing: SVGSVGElement): Promise<Blob | null> => pngOfText(svgText(drawing));

const MOST_PIXELS = 60_000_000;
const LONGEST_SIDE = 12_000;

/** An SVG file as PNG with the letters of the page, twice as large where a picture of that size can be made; null where the browser cannot draw it. */
export async function pngOfText(svg: string): Promise<Blob | null> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(proved(svg, await letters()))}`;
  await picture.decode();
  const [width, height] = [picture.naturalWidth, picture.naturalHeight - STRIP];
  await lettersCame(picture, width, height);
  const scale = Math.min(2, LONGEST_SIDE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

/** Below the picture, a strip that is not part of it: one letter of each font, black on white. */
const STRIP = 24;
const CELL = 24;
const PATIENCE = 8_000;

/** The picture with the page's letters, and the strip below that shows whether they have come. */
export function proved(svg: string, fonts: string): string {
  const [head = "", box = ""] = /^<svg[^>]*viewBox="([^"]*)"[^>]*>/.exec(svg) ?? [];
  const [left = 0, top = 0, width = 0, height = 0] = box.split(" ").map(Number);
  const taller = head.replace(box, `${left} ${top} ${width} ${height + STRIP}`).replace(/ height="[^"]*"/, ` height="${height + STRIP}"`);
  const signs = FILES.map(([, , family, sign], at) => `<text x="${left + at * CELL + 4}" y="${top + height + STRIP - 6}" font-family="${family}" font-size="16" fill="#000">${sign}</text>`);
  return `${taller}<style>${fonts}</style>${svg.slice(head.length, -"</svg>".length)}<rect x="${left}" y="${top + height}" width="${width}" height="${STRIP}" fill="#fff"/>${signs.join("")}</svg>`;
}

/** Resolves when each letter of the strip is drawn: an image says that it is ready before its fonts are, and is then drawn without a word. */
async function lettersCame(picture: HTMLImageElement, width: number, height: number): Promise<void> {
  const canvas = document.createElement("canvas");
  canvas.width = CELL * FILES.length;
  canvas.height = STRIP;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const end = performance.now() + PATIENCE;
  while (context !== null && performance.now() < end) {
    context.clearRect(0, 0, canvas.width, STRIP);
    context.drawImage(picture, 0, height, Math.min(width, canvas.width), STRIP, 0, 0, Math.min(width, canvas.width), STRIP);
    const dark = (at: number) => context.getImageData(at * CELL, 0, CELL, STRIP).data.some((value, index) => index % 4 === 0 && value < 128);
    if (FILES.every((_, at) => (at + 1) * CELL > width || dark(at))) return;
    await new Promise((done) => setTimeout(done, 30));
  }
}

/** Which letters each file has, as in fonts.css, its family, and a letter of it; the last has the signs that the others have not. */
const FILES = [
  [arabic, "U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+FB50-FDFF,U+FE70-FEFC", "Tahqiq Sans", "\u0639"],
  [latin, "U+0000-00FF,U+2000-200B,U+2012-206F,U+20AC,U+2122,U+2191,U+2193,U+2212", "Tahqiq Sans", "M"],
  [extended, "U+0100-02BA,U+1E00-1EFF", "Tahqiq Sans", "\u016A"],
  [signs, "", "Tahqiq Signs", "\u2192"],
] as const;

let kept: Promise<string> | undefined;

/** The page's letters as rules that need nothing from outside: an image of an SVG file sees no style sheet and no font of the page. */
function letters(): Promise<string> {
  kept ??= Promise.all(
    FILES.map(async ([address, range, family]) => {
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return `@font-face{font-family:"${family}";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2");${range === "" ? "" : `unicode-range:${range}`}}`;
    }),
  ).then((rules) => rules.join(""));
  return kept;
}
