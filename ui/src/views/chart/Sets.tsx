import { Button, Group, NativeSelect } from "@mantine/core";
import { useState } from "react";

import * as edit from "@/core/chart/edit";
import { COMBINES, type Combine, combined } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import { PlainValue } from "@/parts/Value";
import type { Asking } from "./asking";
import classes from "./Chart.module.css";
import type { Chart } from "./useChart";

/** Selections that were kept by name: each is selected again, alone or combined with what is selected. */
export function Sets({ made, onAsk }: { made: Chart; onAsk: (asking: Asking) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const [how, setHow] = useState<Combine>("only");
  const { sets, items } = made.state.chart;
  if (sets.size === 0 && made.selection.size === 0) return null;
  return (
    <section data-sets={sets.size}>
      <h3>{t("chart.sets")}</h3>
      {sets.size > 0 && <NativeSelect size="xs" label={t("chart.count.combine")} value={how} onChange={(event) => { setHow(COMBINES.find((one) => one === event.currentTarget.value) ?? "only"); }} data={COMBINES.map((one) => ({ value: one, label: t(`chart.count.${one}`) }))} />}
      <ul className={classes.rows}>
        {[...sets].map(([id, set]) => (
          <li key={id} className={classes.between} data-set={set.name}>
            <button type="button" className={classes.sort} onClick={() => { made.act({ do: "select", ids: combined(made.selection, set.ids.filter((one) => items.has(one)), how) }); }}>
              <PlainValue value={set.name} />
            </button>
            <span>
              {format.number(set.ids.filter((one) => items.has(one)).length)}{" "}
              <Button size="compact-xs" variant="default" aria-label={`${t("command.chart.collapse")}: ${set.name}`} disabled={set.ids.filter((one) => items.has(one)).length < 2} onClick={() => { made.change("chart.step.collapse", (now) => edit.collapse(edit.group(now, made.whole(set.ids.filter((one) => items.has(one))), id, set.name), [id], true)); }} data-collapse-set>
                {t("command.chart.collapse")}
              </Button>{" "}
              <Button size="compact-xs" variant="default" aria-label={`${t("chart.sets.remove")}: ${set.name}`} onClick={() => { made.change("chart.step.set", (now) => edit.unset(now, id)); }}>
                {t("chart.sets.remove")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {made.selection.size > 0 && (
        <Group mt="xs">
          <Button size="compact-xs" variant="default" onClick={() => { onAsk({ what: "set" }); }} data-keep-set>
            {t("command.chart.set")}
          </Button>
        </Group>
      )}
    </section>
  );
}
