import { useFormat } from "@/core/format";

import classes from "../Lab.module.css";
import type { ReportedRun } from "../server";
import { steps } from "../sequences/chromatogram";
import { useSay } from "../words";

const WIDE = 960;
const HIGH = 210;
/** Room for what peaks are called, for the scale at the left and for the minutes below. */
const ROOM = 52;
const SIDE = 48;
const FOOT = ROOM + HIGH;
const LETTER = 6.4;

interface Label { readonly name: string; readonly at: number; readonly left: number; readonly row: number; readonly top: number }

/** The total ion chromatogram of a run; each peak of the ledger has a line up to its name and retention. */
export function TotalIons({ run, title }: { run: ReportedRun; title: string }) {
  const format = useFormat();
  const say = useSay();
  const trace = run.chromatogram;
  const [first, last] = [(trace[0]?.[0] ?? 0) / 60, (trace.at(-1)?.[0] ?? 60) / 60];
  const most = trace.reduce((high, one) => Math.max(high, one[1] ?? 0), 1);
  const x = (seconds: number) => SIDE + ((seconds / 60 - first) * (WIDE - SIDE)) / Math.max(last - first, 1e-9);
  const y = (height: number) => FOOT - (HIGH * height) / most;
  const ends = [0, 0, 0];
  const labels: Label[] = run.substances.filter((one) => one.time !== null).sort((one, two) => (one.time ?? 0) - (two.time ?? 0)).map((one) => {
    const name = `${one.substance} ${format.number(((one.time ?? 0) / 60).toFixed(3))}`;
    const at = x(one.time ?? 0);
    const left = Math.min(Math.max(at - (name.length * LETTER) / 2, SIDE), WIDE - name.length * LETTER);
    const free = ends.findIndex((end) => end <= left);
    const row = free === -1 ? ends.length - 1 : free;
    ends[row] = left + name.length * LETTER + 6;
    return { name, at, left, row, top: y(one.total ?? 0) };
  });
  return (
    <div dir="ltr">
      <svg className={classes.spectrum} viewBox={`0 0 ${WIDE.toString()} ${(FOOT + 24).toString()}`} role="img" aria-label={title} data-total-ions={run.run}>
        <line className={classes.axis} x1={SIDE} x2={WIDE} y1={FOOT} y2={FOOT} />
        <line className={classes.axis} x1={SIDE} x2={SIDE} y1={ROOM} y2={FOOT} />
        {([[ROOM, 100], [FOOT, 0]] as const).map(([at, share]) => <text key={at} x={SIDE - 4} y={at + 4} textAnchor="end">{format.percent(share)}</text>)}
        {steps({ from: first, to: last }, 8).map((minute) => <g key={minute}><line className={classes.axis} x1={x(minute * 60)} x2={x(minute * 60)} y1={FOOT} y2={FOOT + 4} />{x(minute * 60) < WIDE - 50 && <text x={x(minute * 60)} y={FOOT + 16} textAnchor="middle">{format.number(Number(minute.toFixed(3)))}</text>}</g>)}
        <text x={WIDE - 4} y={FOOT + 16} textAnchor="end">{say("run.minutes")}</text>
        <polyline className={classes.up} fill="none" points={trace.map((one) => `${x(one[0] ?? 0).toFixed(1)},${y(one[1] ?? 0).toFixed(1)}`).join(" ")} />
        {labels.map((one) => {
          const base = 14 + 14 * (ends.length - 1 - one.row);
          return <g key={one.name}><line className={classes.axis} x1={one.at} x2={one.at} y1={base + 3} y2={Math.max(one.top - 3, base + 3)} /><text x={one.left} y={base}>{one.name}</text></g>;
        })}
      </svg>
    </div>
  );
}
