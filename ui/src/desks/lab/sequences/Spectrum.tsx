import { useFormat } from "@/core/format";

import { steps } from "./chromatogram";
import classes from "../Lab.module.css";

type Peaks = readonly (readonly number[])[];
const WIDE = 640;
const HIGH = 130;
/** Room for the scale at the left and for the masses below. */
const SIDE = 44;
const FOOT = 2 * HIGH + 40;
const NAMED = 8;

/** The component minus the other spectrum at the scale of both base peaks; what is left above 2 % of the base peak. */
export function difference(above: Peaks, below: Peaks): [number, number][] {
  const other = new Map(below.map((one) => [one[0] ?? 0, one[1] ?? 0]));
  const masses = new Set([...above.map((one) => one[0] ?? 0), ...other.keys()]);
  const own = new Map(above.map((one) => [one[0] ?? 0, one[1] ?? 0]));
  return [...masses].sort((one, two) => one - two).map((mass): [number, number] => [mass, (own.get(mass) ?? 0) - (other.get(mass) ?? 0)]).filter(([, height]) => Math.abs(height) > 20);
}

/** Two spectra head to tail, or what one has that the other has not; ions with a name have it beside them. */
export function Spectrum({ above, below, labels, title }: { above: Peaks; below: Peaks; labels: ReadonlyMap<number, string>; title: string }) {
  const format = useFormat();
  const masses = [...above, ...below].map((one) => one[0] ?? 0);
  const [first, last] = [Math.min(...masses, 1000) - 8, Math.max(...masses, 0) + 20];
  const x = (mass: number) => SIDE + ((mass - first) / Math.max(last - first, 1)) * (WIDE - SIDE);
  const marks = steps({ from: first, to: last }, 8);
  return (
    <div dir="ltr">
      <svg className={classes.spectrum} viewBox={`0 0 ${WIDE.toString()} ${(FOOT + 20).toString()}`} role="img" aria-label={title}>
        <line className={classes.axis} x1={SIDE} x2={WIDE} y1={HIGH + 20} y2={HIGH + 20} />
        <line className={classes.axis} x1={SIDE} x2={SIDE} y1={20} y2={FOOT - 20} />
        <line className={classes.axis} x1={SIDE} x2={WIDE} y1={FOOT} y2={FOOT} />
        {([[20, 100], [HIGH + 20, 0], [FOOT - 20, 100]] as const).map(([at, share]) => <text key={at} x={SIDE - 4} y={at + 4} textAnchor="end">{format.percent(share)}</text>)}
        {marks.map((mass) => <g key={mass}><line className={classes.axis} x1={x(mass)} x2={x(mass)} y1={FOOT} y2={FOOT + 4} />{x(mass) < WIDE - 50 && <text x={x(mass)} y={FOOT + 15} textAnchor="middle">{format.number(mass)}</text>}</g>)}
        <text x={WIDE - 4} y={FOOT + 15} textAnchor="end">m/z</text>
        <Side peaks={above} up x={x} labels={labels} />
        <Side peaks={below} up={false} x={x} labels={new Map()} />
      </svg>
    </div>
  );
}

function Side({ peaks, up, x, labels }: { peaks: Peaks; up: boolean; x: (mass: number) => number; labels: ReadonlyMap<number, string> }) {
  const named = new Set<number>();
  for (const one of [...peaks].sort((left, right) => Math.abs(right[1] ?? 0) - Math.abs(left[1] ?? 0))) {
    const mass = one[0] ?? 0;
    if (named.size < NAMED && [...named].every((other) => Math.abs(x(other) - x(mass)) > 24)) named.add(mass);
  }
  return (
    <g>
      {peaks.map((one) => {
        const [mass, height] = [one[0] ?? 0, one[1] ?? 0];
        const end = HIGH + 20 + (up ? -1 : 1) * (height / 999) * HIGH;
        return (
          <g key={mass}>
            <line className={up ? classes.up : classes.down} x1={x(mass)} x2={x(mass)} y1={HIGH + 20} y2={end} />
            {named.has(mass) && <text x={x(mass) + 2} y={end + (up === height >= 0 ? -3 : 12)}>{mass}{labels.has(mass) ? ` ${labels.get(mass) ?? ""}` : ""}</text>}
          </g>
        );
      })}
    </g>
  );
}
