import { Text, Title } from "@mantine/core";

import { useFormat } from "@/core/format";

import classes from "../Cargo.module.css";
import { corners, placed, SIZE } from "./course";
import type { CourseWeek } from "../server";
import { useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** A control chart of shares: a point for each week between the limits of as many openings, the share of the whole time as a line. The weeks are told in words too. */
export function CourseChart({ name, weeks, usual }: { name: string; weeks: readonly CourseWeek[]; usual: number | null }) {
  const say = useSay();
  const format = useFormat();
  if (weeks.length === 0 || usual === null) return null;
  const percent = (value: number) => format.percent(Math.round(100 * value));
  const told = (one: CourseWeek) => `${say("results.week", { day: format.date(one.week), found: format.number(one.found), opened: format.number(one.opened) })}${one.outside ? ` (${say("results.outside")})` : ""}`;
  const at = placed(weeks);
  return (
    <figure style={{ margin: 0 }} data-course={weeks.length} data-beyond={weeks.filter((one) => one.outside).length}>
      <Title order={2} size="h3" mb="xs">{name}</Title>
      <svg viewBox={`0 0 ${String(SIZE.width)} ${String(SIZE.height)}`} className={classes.course} role="img" aria-label={`${name}. ${weeks.map(told).join("; ")}`} direction="ltr">
        <path d={corners(at)} className={classes.limits} />
        {[0, 0.25, 0.5, 0.75, 1].map((value) => <text key={value} x={SIZE.left - 6} y={SIZE.top + (1 - value) * SIZE.tall + 4} textAnchor="end" className={classes.axis}>{percent(value)}</text>)}
        <line x1={SIZE.left} x2={SIZE.width - 8} y1={SIZE.top + (1 - usual) * SIZE.tall} y2={SIZE.top + (1 - usual) * SIZE.tall} className={classes.usual} />
        <polyline points={at.map((one) => `${String(one.x)},${String(one.y)}`).join(" ")} className={classes.weeks} />
        {at.map((one) => (
          <g key={one.week.week}>
            <circle cx={one.x} cy={one.y} r={5} className={classes.week} data-outside={one.week.outside}><title>{told(one.week)}</title></circle>
            {one.named && <text x={one.x} y={SIZE.height - 4} textAnchor="middle" className={classes.axis}>{one.week.week.slice(5)}</text>}
          </g>
        ))}
      </svg>
      <Text component="figcaption" size="sm">{say("results.usual")}: {percent(usual)}{weeks.filter((one) => one.outside).map((one) => <span key={one.week}>{BESIDE}{told(one)}</span>)}</Text>
    </figure>
  );
}
