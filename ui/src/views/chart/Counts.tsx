import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { COMBINES, type Combine, combined, fieldsQuery } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Told";
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
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const field = found.data.find((one) => `${one.on} ${one.by}` === by) ?? found.data[0];
  if (field === undefined) return null;
  const ends = new Map(made.lines.map((line) => [line.id, [line.a, line.b]]));
  const most = Math.max(1, ...field.values.map((value) => value.ids.length));
  const about = (of: readonly string[]) => (field.on === "item" ? of : of.flatMap((id) => ends.get(id) ?? []));
  return (
    <>
      <p className={classes.quiet}>{t("chart.count.how")}</p>
      <NativeSelect size="xs" label={t("chart.count.by")} value={`${field.on} ${field.by}`} onChange={(event) => { setBy(event.currentTarget.value); }} data={(["item", "line"] as const).map((on) => ({ group: t(`chart.rules.on.${on}`), items: found.data.filter((one) => one.on === on).map((one) => ({ value: `${one.on} ${one.by}`, label: fieldName(one.by, one.label, t) })) }))} />
      <NativeSelect size="xs" label={t("chart.count.combine")} value={how} onChange={(event) => { setHow(COMBINES.find((one) => one === event.currentTarget.value) ?? "only"); }} data={COMBINES.map((one) => ({ value: one, label: t(`chart.count.${one}`) }))} />
      <ul className={classes.bars}>
        {field.values.map(({ value, ids: of }) => (
          <li key={value}>
            <button type="button" onClick={() => { made.act({ do: "select", ids: combined(made.selection, about(of), how) }); }}>
              <bdi dir="auto">{valueName(field, value, words, format.number, t)}</bdi>
              <span>{format.number(of.length)}</span>
              <i style={{ inlineSize: `${(of.length / most) * 100}%` }} />
            </button>
          </li>
        ))}
      </ul>
      {field.more > 0 && <p className={classes.quiet}>{format.counted("chart.count.more", field.more)}</p>}
    </>
  );
}
