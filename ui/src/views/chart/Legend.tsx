import { toggledLines, toggledType } from "@/core/chart/address";
import { called, kept } from "@/core/chart/legend";
import { type Filter, NO_FILTER } from "@/core/chart/seen";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Chart.module.css";
import { type Entry, useLegendEntries } from "./legendEntries";
import type { Palette } from "./look";
import type { Chart } from "./useChart";

const MOST = 10;

interface Props {
  made: Chart;
  palette: Palette;
  onFilter: (filter: Filter) => void;
  onRules: () => void;
  onEdit: () => void;
}

/** What the signs of this chart mean, as somebody edited it: only what is on it. Each type and each sort of line is a switch that leaves it out or draws it again. */
export function Legend({ made, palette, onFilter, onRules, onEdit }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const { seen, filter } = made;
  const { legend } = made.state.chart;
  const entries = kept(useLegendEntries(made, palette), legend);
  const types = entries.filter(({ act }) => act?.what === "type");
  const more = new Set(types.slice(MOST).map(({ of }) => of));
  return (
    <section className={classes.legend} aria-label={t("command.look.legend")} data-legend data-side={made.state.chart.frame.legend}>
      <ul>
        {entries.filter(({ of }) => !more.has(of)).map((one) => {
          const name = called(one.of, one.name, legend);
          if (one.act === null) return <li key={one.of} data-legend-of={one.of}>{one.sign}<bdi dir="auto">{name}</bdi></li>;
          if (one.act.what === "rule") return <Ruled key={one.of} entry={one} id={one.act.rule.id} name={name} onRules={onRules} />;
          const { act } = one;
          const drawn = act.what === "type" ? !filter.types.has(act.schema) : !filter.lines.has(act.sort);
          return <Switch key={one.of} entry={one} name={name} drawn={drawn} onToggle={() => { onFilter(act.what === "type" ? toggledType(filter, act.schema) : toggledLines(filter, act.sort)); }} />;
        })}
        {more.size > 0 && <li>{format.counted("chart.legend.more", more.size)}</li>}
        <li>
          <button type="button" className={classes.sort} onClick={onEdit} data-legend-edit>
            <u>{t("command.chart.legend")}</u>
          </button>
        </li>
      </ul>
      {(filter.types.size > 0 || filter.lines.size > 0 || seen.filtered > 0) && (
        <p className={classes.filtered} role="status" data-filtered={seen.filtered}>
          {seen.filtered > 0 && format.counted("chart.filtered", seen.filtered)}{" "}
          <button type="button" className={classes.sort} onClick={() => { onFilter({ ...NO_FILTER, time: filter.time === null ? null : { ...filter.time, from: "", until: "" } }); }}>
            <u>{t("chart.filter.all")}</u>
          </button>
        </p>
      )}
    </section>
  );
}

function Ruled({ entry, id, name, onRules }: { entry: Entry; id: string; name: string; onRules: () => void }) {
  return (
    <li data-legend-rule={id} data-legend-of={entry.of}>
      {entry.sign}
      <button type="button" className={classes.sort} onClick={onRules}>
        <bdi dir="auto">{name}</bdi>
        {entry.much}
      </button>
    </li>
  );
}

function Switch({ entry, name, drawn, onToggle }: { entry: Entry; name: string; drawn: boolean; onToggle: () => void }) {
  const { t } = useLocale();
  return (
    <li data-legend-of={entry.of}>
      <button type="button" className={classes.switch} aria-pressed={drawn} title={t("chart.filter.of", { name })} onClick={onToggle}>
        {entry.sign}
        <span><bdi dir="auto">{name}</bdi>{entry.much}</span>
      </button>
    </li>
  );
}
