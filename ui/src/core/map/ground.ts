import { project } from "./mercator";

/** The ground of the map: coasts, lakes, rivers, borders and lines of provinces, as made by scripts/basemap.py. */
export interface Strokes {
  /** x and y of the points in turn, on the picture. */
  readonly points: Float64Array;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

export interface Ground {
  readonly world: readonly Strokes[];
  /** Where the detailed ground lies over the coarse one. */
  readonly box: Strokes;
  readonly land: readonly Strokes[];
  readonly lakes: readonly Strokes[];
  readonly rivers: readonly Strokes[];
  readonly provinces: readonly Strokes[];
  readonly borders: readonly Strokes[];
}

interface Near {
  step: number;
  box: number[];
  land: number[][];
  lakes: number[][];
  rivers: number[][];
  provinces: number[][];
  borders: number[][];
}

/** Lines as whole steps of 1/`step` degree from point to point. */
export function decoded(lines: readonly (readonly number[])[], step: number): Strokes[] {
  return lines.map((line) => {
    let [lon, lat] = [0, 0];
    const points = new Float64Array(line.length);
    for (let at = 0; at + 1 < line.length; at += 2) {
      lon += line[at] ?? 0;
      lat += line[at + 1] ?? 0;
      points.set(project(lat / step, lon / step), at);
    }
    return bounded(points);
  });
}

export function bounded(points: Float64Array): Strokes {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x = 0, y = 0] = points.subarray(at, at + 2);
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [north, south] = [Math.min(north, y), Math.max(south, y)];
  }
  return { points, west, north, east, south };
}

/** What is shared by all maps of the page. */
export async function loadGround(): Promise<Ground> {
  const [{ default: near }, { default: world }] = await Promise.all([import("./ground/near.json"), import("./ground/world.json")]);
  const { step, box, ...layers } = near satisfies Near;
  const [west = 0, south = 0, east = 0, north = 0] = box;
  const corners = [project(south, west), project(south, east), project(north, east), project(north, west)];
  return {
    world: decoded(world.land, world.step),
    box: bounded(new Float64Array(corners.flat())),
    land: decoded(layers.land, step),
    lakes: decoded(layers.lakes, step),
    rivers: decoded(layers.rivers, step),
    provinces: decoded(layers.provinces, step),
    borders: decoded(layers.borders, step),
  };
}
