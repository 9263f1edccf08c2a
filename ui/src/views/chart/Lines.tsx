import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { endsOf, type Line, type Pair } from "@/core/chart/known";
import { ownLine } from "@/core/chart/seen";
import { behindQuery, BEHIND_AT_ONCE } from "@/core/chart/server";
import { WHOLE, wholeSpan } from "@/core/chart/times";
import { asPrecise, dayIn } from "@/core/day";
import { useFormat, ZONE } from "@/core/format";
import { atOf, writeAt } from "@/core/place";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { PlaceLabel } from "@/parts/PlaceLabel";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ZoneName } from "@/parts/ZoneName";
import { PlainValue } from "@/parts/Value";
import classes from "./Chart.module.css";
import type { Chart } from "./useChart";
import { Way } from "./Way";

/** Each line between two items: what it is, how many distinct events in each direction, when, how sure, and every record it rests on. */
export function Lines({ made, pair, from }: { made: Chart; pair: Pair; from: string }) {
  return (
    <>
      {pair.lines.map((line) => <OfLine key={line.id} made={made} line={line} from={from} />)}
      {pair.lines.some((line) => line.first !== "") && <ZoneName />}
    </>
  );
}

function OfLine({ made, line, from }: { made: Chart; line: Line; from: string }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const events = line.events.out + line.events.in > 0;
  const ways = [{ a: line.a, b: line.b, count: line.events.out }, { a: line.b, b: line.a, count: line.events.in }].filter((way) => way.count > 0);
  const part = (line.kind === "fact" || line.kind === "fitted") && !wholeSpan(made.filter.time); // how many records there are in a part of the time, the list says
  const rests = ["fact", "fitted", "edge", "property"].includes(line.kind);
  return (
    <div className={classes.quiet} data-line={line.label}>
      <div>
        {words.link(line.kind, line.label, endsOf(line, made.state.known))}
        {!events && line.weight > 1 && <> ×{format.number(line.weight)}</>}
        {!events && line.directed && <>{BESIDE}{t(line.a === from ? "neighbours.out" : "neighbours.in")}</>}{BESIDE}{t(`chart.strength.${line.strength as "confirmed"}`)}
        {line.kind === "fitted" && <>{BESIDE}{t("neighbours.computed")}</>}
        {line.entity !== "" && (
          <>
            {BESIDE}
            <Anchor component={Link} to={`/entities/${line.entity}`} size="xs">
              {t("chart.record")}
            </Anchor>
          </>
        )}
      </div>
      {ways.map((way) => (
        <div key={way.a} data-way={way.count}>
          <Way made={made} a={way.a} b={way.b} />: {format.number(way.count)}
        </div>
      ))}
      {line.first !== "" && <div>{[...new Set([line.first, line.last])].filter((time) => time !== "").map((time) => format.exact(dayIn(time, ZONE))).join(" – ")}</div>}
      {rests && (
        <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => { setOpen(!open); }} data-behind>
          {part ? t("chart.behind.part") : format.counted("chart.behind", line.records)}
        </Button>
      )}
      {open && <Behind made={made} line={line} />}
    </div>
  );
}

/** The list behind a line's number: each event with its records, each of which opens at its row. */
function Behind({ made, line }: { made: Chart; line: Line }) {
  const { t } = useLocale();
  const format = useFormat();
  const [limit, setLimit] = useState(BEHIND_AT_ONCE);
  const found = useQuery(behindQuery(ownLine(made.seen, made.state.known, line), [...made.state.known.items.keys()].filter((id) => made.state.chart.items.has(id)), limit, made.filter.time ?? WHOLE));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { told, total } = found.data;
  return (
    <>
      <ol className={classes.rows} data-list-behind={total}>
        {told.map((row, at) => (
          <li key={`${row.id} ${at}`} data-event>
            {row.out !== null && (
              <div>
                <Way made={made} a={row.out ? line.a : line.b} b={row.out ? line.b : line.a} />
                {row.at !== "" && <>{BESIDE}<span dir="ltr">{format.exact(asPrecise(row.at, row.at_text, row.zone))}</span></>}
                {row.amount !== "" && <>{BESIDE}<span dir="ltr">{row.amount}</span></>}
              </div>
            )}
            {row.records.map((record) => (
              <Anchor key={`${record.source} ${record.place.label}`} component={Link} to={`/sources/${record.source}?at=${writeAt(atOf(record))}`} size="xs" display="block" style={{ overflowWrap: "anywhere" }} data-source>
                <PlainValue value={record.source_name} />{BESIDE}<PlaceLabel place={record.place} />
              </Anchor>
            ))}
          </li>
        ))}
      </ol>
      {total > told.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => { setLimit(limit * 2); }}>
          {t("chart.behind.more", { n: format.number(told.length), total: format.number(total) })}
        </Button>
      )}
    </>
  );
}
