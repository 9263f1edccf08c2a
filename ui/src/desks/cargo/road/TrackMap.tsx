import { useQuery } from "@tanstack/react-query";

import { loadGround, type Strokes } from "@/core/map/ground";
import { fitted, onScreen, project, type Size, type View, type XY } from "@/core/map/mercator";
import { Data } from "@/design/Text";
import { separator } from "@/i18n/separator";

import classes from "../Cargo.module.css";
import type { Spot } from "../server";
import { called, useSay } from "../words";

const SIZE: Size = { width: 720, height: 360 };

/** The way of a lorry by the positions of its devices, on the ground that comes with the program. */
export function TrackMap({ spots }: { spots: readonly Spot[] }) {
  const say = useSay();
  const ground = useQuery({ queryKey: ["ground"], queryFn: loadGround, staleTime: Infinity });
  const points = spots.flatMap(({ lat, lon }) => (typeof lat === "number" && typeof lon === "number" ? [project(lat, lon)] : []));
  if (points.length < 2) return null;
  const view = fitted(points, SIZE, 11);
  const line = (strokes: Strokes) => path(strokes, view);
  const at = points.map((one) => onScreen(view, SIZE, one));
  return (
    <figure style={{ margin: 0 }} data-track={points.length}>
      <svg className={classes.map} viewBox={`0 0 ${String(SIZE.width)} ${String(SIZE.height)}`} role="img" aria-label={say("way.map", { n: String(points.length) })}>
        {ground.data !== undefined && (
          <>
            <g className={classes.land}>{ground.data.land.filter((one) => near(one, view)).map((one, no) => <path key={no} d={line(one)} />)}</g>
            <g className={classes.river}>{[...ground.data.rivers, ...ground.data.lakes].filter((one) => near(one, view)).map((one, no) => <path key={no} d={line(one)} />)}</g>
            <g className={classes.border}>{[...ground.data.provinces, ...ground.data.borders].filter((one) => near(one, view)).map((one, no) => <path key={no} d={line(one)} />)}</g>
          </>
        )}
        <polyline className={classes.track} points={at.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
        {at.map(([x, y], no) => <g key={no}><circle cx={x} cy={y} r={7} className={classes.spot} /><text x={x} y={y} className={classes.no}>{no + 1}</text></g>)}
      </svg>
      <figcaption>{spots.map((one, no) => <span key={no}>{no > 0 && separator()}{no + 1} {called(say, `event.${one.what}`)} {one.value === "" ? "" : <>(<Data>{one.value}</Data>)</>}</span>)}</figcaption>
    </figure>
  );
}

function near(one: Strokes, view: View): boolean {
  const [west, north] = onScreen(view, SIZE, [one.west, one.north]);
  const [east, south] = onScreen(view, SIZE, [one.east, one.south]);
  return east >= 0 && west <= SIZE.width && south >= 0 && north <= SIZE.height;
}

function path({ points }: Strokes, view: View): string {
  const parts: string[] = [];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const here: XY = [points[at] ?? 0, points[at + 1] ?? 0];
    const [x, y] = onScreen(view, SIZE, here);
    parts.push(`${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`);
  }
  return parts.join("");
}
