import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";

import * as edit from "@/core/chart/edit";
import { COMBINES, type Combine, combined, fieldsQuery } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Rules.module.css";
import { fieldName, valueName } from "./fields";
import type { Chart } from "./useChart";

/** How many items have which value of a type, property or measure of this chart, as bars; each selects what it counts, combined with the selection. */
export function Counts({ made }: { made: Chart }) {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.counts} open={open} onToggle={(event) => { setOpen(event.currentTarget.open); }} data-counts>
      <summary>{t("command.chart.count")}</summary>
      {open && <Bars made={made} />}
    </details>
  );
}

function Bars({ made }: { made: Chart }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const ids = useMemo(() => [...made.seen.chart.items.keys()].toSorted(), [made.seen.chart.items]);
  const found = useQuery(fieldsQuery(ids));
  const [by, setBy] = useState("item schema");
  const [how, setHow] = useState<Combine>("only");
  const first = useRef<{ at: number; before: ReadonlySet<string> } | null>(null);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const field = found.data.find((one) => `${one.on} ${one.by}` === by) ?? found.data[0];
  if (field === undefined) return null;
  const ends = new Map(made.lines.map((line) => [line.id, [line.a, line.b]]));
  const number = (value: number) => format.number(Number(value.toPrecision(4)));
  const bars = field.bins.length > 0 ? field.bins.map(({ low, high, ids: of }) => ({ key: String(low), name: t("chart.count.bin", { low: number(low), high: number(high) }), ids: of })) : field.values.map(({ value, ids: of }) => ({ key: value, name: valueName(field, value, words, format.number, t), ids: of }));
  const most = Math.max(1, ...bars.map((bar) => bar.ids.length));
  const about = (of: readonly string[]) => (field.on === "item" ? of : of.flatMap((id) => ends.get(id) ?? []));
  /** What was selected before the bars, and the first of them. */
  const begin = (at: number) => { first.current = { at, before: made.selection }; };
  const take = (one: number, other: number) => {
    const of = bars.slice(Math.min(one, other), Math.max(one, other) + 1).flatMap((bar) => bar.ids);
    made.act({ do: "select", ids: combined(first.current?.before ?? made.selection, [...new Set(about(of))], how) });
  };
  const leave = () => {
    const stay = new Set(made.whole(made.selection));
    made.change("chart.step.hide", (now) => edit.hide(now, [...now.items.keys()].filter((id) => !stay.has(id))));
  };
  return (
    <>
      <p className={classes.quiet}>{t("chart.count.how")} {t("chart.count.range")}</p>
      <NativeSelect size="xs" label={t("chart.count.by")} value={`${field.on} ${field.by}`} onChange={(event) => { setBy(event.currentTarget.value); }} data={(["item", "line"] as const).map((on) => ({ group: t(`chart.rules.on.${on}`), items: found.data.filter((one) => one.on === on).map((one) => ({ value: `${one.on} ${one.by}`, label: fieldName(one.by, one.label, t) })) }))} />
      <NativeSelect size="xs" label={t("chart.count.combine")} value={how} onChange={(event) => { setHow(COMBINES.find((one) => one === event.currentTarget.value) ?? "only"); }} data={COMBINES.map((one) => ({ value: one, label: t(`chart.count.${one}`) }))} />
      <ul className={classes.bars} data-bars={bars.length}>
        {bars.map(({ key, name, ids: of }, at) => (
          <li key={key}>
            <button
              type="button"
              data-bar={of.length}
              onPointerDown={(event) => { if (!event.shiftKey) begin(at); }}
              onPointerEnter={(event) => { if (event.buttons === 1 && first.current !== null && first.current.at !== at) take(first.current.at, at); }}
              onClick={(event) => {
                if (event.detail === 0 && !event.shiftKey) begin(at); // by keyboard
                take(event.shiftKey ? (first.current?.at ?? at) : at, at);
              }}
            >
              <bdi dir="auto">{name}</bdi>
              <span>{format.number(of.length)}</span>
              <i style={{ inlineSize: `${(of.length / most) * 100}%` }} />
            </button>
          </li>
        ))}
      </ul>
      {made.selection.size > 0 && made.selection.size < made.seen.chart.items.size && <Button size="compact-xs" variant="default" onClick={leave} data-hide-others>{t("chart.count.leave")}</Button>}
      {field.bins.length === 0 && field.more > 0 && <p className={classes.quiet}>{format.counted("chart.count.more", field.more)}</p>}
    </>
  );
}
