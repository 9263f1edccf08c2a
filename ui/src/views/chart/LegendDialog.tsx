import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";

import { AS_IT_IS, type LegendEdit } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { hide, kept, rename, untouched, up } from "@/core/chart/legend";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import classes from "./Legend.module.css";
import { type Entry, useLegendEntries } from "./legendEntries";
import type { Palette } from "./look";
import type { Chart } from "./useChart";

const MOST = 120;

/** Which entries the legend has, how they are called and in which order; every change shows at once on the screen, in pictures and on paper, and can be undone. */
export function LegendDialog({ made, palette, onClose }: { made: Chart; palette: Palette; onClose: () => void }) {
  const { t } = useLocale();
  const { legend } = made.state.chart;
  const all = kept(useLegendEntries(made, palette), { ...legend, hidden: [] });
  const order = all.map(({ of }) => of);
  const put = (next: LegendEdit, merge?: string) => { made.change("chart.step.legend", (now) => edit.legend(now, next), merge === undefined ? {} : { merge }); };
  return (
    <Dialog onClose={onClose} size="40rem" title={t("command.chart.legend")}>
      <Stack gap="sm" data-legend-entries={all.length}>
        <Text size="sm">{t("chart.legend.how")}</Text>
        <ul className={classes.entries}>
          {all.map((one, at) => (
            <Row key={one.of} entry={one} legend={legend} onChange={put} onUp={at === 0 ? undefined : () => { put(up(legend, order, one.of)); }} />
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" disabled={untouched(legend)} onClick={() => { put(AS_IT_IS); }} data-legend-reset>{t("chart.legend.reset")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Row({ entry, legend, onChange, onUp }: { entry: Entry; legend: LegendEdit; onChange: (next: LegendEdit, merge?: string) => void; onUp: (() => void) | undefined }) {
  const { t } = useLocale();
  return (
    <li data-legend-entry={entry.of}>
      <Checkbox aria-label={`${t("chart.legend.show")}: ${entry.name}`} checked={!legend.hidden.includes(entry.of)} onChange={(event) => { onChange(hide(legend, entry.of, !event.currentTarget.checked)); }} />
      <span className={classes.sign}>{entry.sign}</span>
      <TextInput size="xs" dir="auto" aria-label={`${t("chart.legend.called")}: ${entry.name}`} placeholder={entry.name} value={legend.names[entry.of] ?? ""} maxLength={MOST} onChange={(event) => { onChange(rename(legend, entry.of, event.currentTarget.value), `legend ${entry.of}`); }} />
      <Button size="compact-xs" variant="default" disabled={onUp === undefined} aria-label={`${t("chart.rules.up")}: ${entry.name}`} onClick={onUp}>{t("chart.rules.up")}</Button>
    </li>
  );
}
