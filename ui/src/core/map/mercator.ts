/** Degrees to a flat picture and back: the Mercator projection on the sphere, on which a small circle stays a circle. The world is 1 wide; y grows downwards. */

export type XY = readonly [number, number];

/** What is in sight: the middle, and pixels for the whole world as a power of two (256 · 2^zoom). */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const LEAST_ZOOM = 1;
export const MOST_ZOOM = 18;
const EARTH = 2 * Math.PI * 6_371_008.8;
const MOST_LAT = 85.05;

export function project(lat: number, lon: number): XY {
  const bounded = (Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)) * Math.PI) / 180;
  return [(lon + 180) / 360, 0.5 - Math.log(Math.tan(Math.PI / 4 + bounded / 2)) / (2 * Math.PI)];
}

/** Latitude and longitude of a point of the picture. */
export const unproject = ([x, y]: XY): XY => [(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, x * 360 - 180];

export const scaleOf = (view: View): number => 256 * 2 ** view.zoom;

/** Where a point of the picture is in the window, in pixels. */
export const onScreen = (view: View, size: Size, [x, y]: XY): XY => [(x - view.x) * scaleOf(view) + size.width / 2, (y - view.y) * scaleOf(view) + size.height / 2];

/** The point of the picture under a pixel of the window. */
export const underPixel = (view: View, size: Size, [px, py]: XY): XY => [view.x + (px - size.width / 2) / scaleOf(view), view.y + (py - size.height / 2) / scaleOf(view)];

/** How many pixels a length on the ground takes at a latitude. */
export const pixelsOf = (view: View, lat: number, metres: number): number => (metres / (EARTH * Math.cos((lat * Math.PI) / 180))) * scaleOf(view);

/** The view with the middle kept on the picture and the zoom within bounds. */
export const bounded = ({ x, y, zoom }: View): View => ({ x: Math.max(0, Math.min(1, x)), y: Math.max(0, Math.min(1, y)), zoom: Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom)) });

/** Nearer or farther by powers of two, the point under a pixel staying where it is. */
export function zoomedAt(view: View, size: Size, pixel: XY, steps: number): View {
  const zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, view.zoom + steps));
  const [x, y] = underPixel(view, size, pixel);
  const scale = 256 * 2 ** zoom;
  return bounded({ x: x - (pixel[0] - size.width / 2) / scale, y: y - (pixel[1] - size.height / 2) / scale, zoom });
}

/** The nearest view that shows all points with some room; a single point is shown with what is around it. */
export function fitted(points: readonly XY[], size: Size, most = 13): View {
  if (points.length === 0) return IRAQ;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = 0.82;
  const wide = Math.log2((size.width * room) / 256 / Math.max(east - west, 1e-9));
  const high = Math.log2((size.height * room) / 256 / Math.max(south - north, 1e-9));
  return bounded({ x: (west + east) / 2, y: (north + south) / 2, zoom: Math.min(most, wide, high) });
}

const [X, Y] = project(33.2, 43.7);
/** The country, where nothing else is to be shown. */
export const IRAQ: View = { x: X, y: Y, zoom: 5.6 };

/** `33.30000,44.40000,9.50` for an address. */
export function writeView(view: View): string {
  const [lat, lon] = unproject([view.x, view.y]);
  return `${lat.toFixed(5)},${lon.toFixed(5)},${view.zoom.toFixed(2)}`;
}

/** The reverse of `writeView`; null for anything else. */
export function readView(text: string): View | null {
  const found = /^(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?),(\d{1,2}(?:\.\d{1,3})?)$/.exec(text);
  if (found === null) return null;
  const [lat = 0, lon = 0, zoom = 0] = found.slice(1).map(Number);
  if (Math.abs(lat) > 85 || Math.abs(lon) > 180) return null;
  const [x, y] = project(lat, lon);
  return bounded({ x, y, zoom });
}

const ROUND = [1, 2, 5];

/** A round length that takes at most `most` pixels at the middle: metres and pixels. */
export function scaleBar(view: View, most = 130): { metres: number; pixels: number } {
  const [lat] = unproject([view.x, view.y]);
  const whole = most / pixelsOf(view, lat, 1);
  const power = 10 ** Math.floor(Math.log10(whole));
  const metres = Math.max(...ROUND.map((step) => step * power).filter((step) => step <= whole));
  return { metres, pixels: pixelsOf(view, lat, metres) };
}
